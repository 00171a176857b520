import type { AgentRateLimits, CallContext, RateLimits } from '@gateway/core'
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

/** The key and the agent of a call, as far as they have limits. */
export function scopesOf({ caller, agent }: Limited, limits: RateLimits | undefined): readonly LimitScope[] {
  return [
    ...scope(`key:${caller.keyId}`, 'This key', caller.limits),
    ...scope(`agent:${agent.id}`, `Agent '${agent.name}', for all its callers together,`, limits),
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
  return hasLimit(caller.limits) || hasLimit(limits?.session) || hasLimit(limits)
}

function scope(name: string, whose: string, limits: RateLimits | undefined): readonly LimitScope[] {
  return hasLimit(limits) ? [{ name, whose, limits }] : []
}
