import type { AgentRateLimits, CallContext, Caller, RateLimits } from '@gateway/core'
import { hasLimit, sessionIdOf } from '@gateway/core'

/** Whose limits a call counts against. */
export interface LimitScope {
  /** What is counted under: the kind, and the id of who it is. */
  readonly name: string
  /** How an answer names it, such as `This key`. */
  readonly whose: string
  readonly limits: RateLimits
}

type Limited = Pick<CallContext, 'caller' | 'agent' | 'owner'>
type Asking = Pick<Caller, 'keyId' | 'teamId' | 'userId' | 'limits'>

/** Who calls and the agent of a call, as far as they have limits. */
export function scopesOf(
  { caller, agent }: { readonly caller: Asking; readonly agent: CallContext['agent'] },
  limits: RateLimits | undefined,
): readonly LimitScope[] {
  return [
    ...callerScopes(caller),
    ...scope(`agent:${agent.id}`, `Agent '${agent.name}', for all its callers together,`, limits),
  ]
}

function callerScopes({ limits, keyId, teamId, userId }: Asking): readonly LimitScope[] {
  if (limits === undefined) return []
  return [
    ...scope(`key:${keyId}`, 'This key', limits.key),
    ...scope(`team:${teamId}`, 'The team of this key, with all its keys,', limits.team),
    ...scope(`user:${userId}`, 'The user of this key, with all their keys,', limits.user),
  ]
}

/** The conversation of a call. Another owner's of the same name, or the same owner's with another agent, is another. */
export function sessionScope(
  { owner, agent }: Limited,
  limits: AgentRateLimits | undefined,
  session: string | undefined,
): readonly LimitScope[] {
  if (session === undefined || limits?.session === undefined) return []
  return scope(`session:${sessionIdOf(owner, agent.id, session)}`, 'This conversation', limits.session)
}

/** Whether a call can have a limit at all. */
export function isLimited({ caller }: Limited, limits: AgentRateLimits | undefined): boolean {
  return caller.limits !== undefined || hasLimit(limits?.session) || hasLimit(limits)
}

function scope(name: string, whose: string, limits: RateLimits | undefined): readonly LimitScope[] {
  return hasLimit(limits) ? [{ name, whose, limits }] : []
}
