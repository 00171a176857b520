import type {
  AccessExplainer,
  AccessQuestion,
  AccessStep,
  Caller,
  Change,
  KeylessCaller,
  KeyStore,
  StoredKey,
  StoredTeam,
  StoredUser,
} from '@gateway/core'
import { gatewayError, grants, isReading, scopesCall } from '@gateway/core'
import { callerRoleOf, isReader } from './caller-role.ts'
import { callerLimits } from './changed-limits.ts'
import { effectiveGrant, type GrantSources } from './effective-grant.ts'
import type { FindAgent } from './grant-of.ts'
import { createGrantSources, type IdentityStores } from './grant-sources.ts'
import { grantSteps } from './grant-steps.ts'
import { isThere } from './key-authenticator.ts'
import { findKey } from './key-secret.ts'
import { keylessKey } from './keyless-key.ts'
import { scopesOf } from './limit-scope.ts'
import type { Limiter, LimitState } from './limiter.ts'

export interface AccessExplainerOptions extends IdentityStores {
  readonly keys: KeyStore
  readonly onChange: (listener: (change: Change) => void) => () => void
  /** Tells that the agent of a key is gone; without it that is not told. */
  readonly findAgent?: FindAgent | undefined
  /** Tells how limits stand; without it they are not told. */
  readonly limiter?: Pick<Limiter, 'look'> | undefined
}

/** Tells why a key may or may not do something at an agent, from the same sources that decide it. */
export function createAccessExplainer(options: AccessExplainerOptions): AccessExplainer {
  const { keys, onChange, limiter, findAgent, ...stores } = options
  const sources = createGrantSources(stores, onChange)
  return async (who, question) => {
    const keyless = typeof who === 'string' ? undefined : who
    const key = typeof who === 'string' ? await findKey(keys, who) : keylessKey(keyOf(who))
    if (key === undefined) throw gatewayError('NOT_FOUND', 'There is no such key.', { field: 'key' })
    const found = await sources.find(key)
    const agents = effectiveGrant(found)
    const limits = limiter !== undefined && grants(agents, question.agent.id)
    const steps = [
      keyless === undefined ? keyStep(key, findAgent) : keylessStep(keyless),
      ...scopeSteps(key, question),
      ...grantSteps('key', nameOf(keyless), key.agents, found.groups, question),
      ...teamSteps(key, found, question),
      ...userSteps(key, found, question, keyless?.token && keyless.role),
      ...(limits ? await limitSteps(limiter, found, question) : []),
    ]
    return { allowed: steps.every(({ allowed }) => allowed), agents, steps }
  }
}

const keyOf = ({ keyId, userId, teamId, token, session }: KeylessCaller) => {
  const agents = (token ?? session)?.agents ?? { access: 'none' as const }
  return { keyId, userId, teamId, agents }
}

const nameOf = (keyless: KeylessCaller | undefined) =>
  keyless === undefined ? 'The key' : keyless.token ? 'The token' : 'The sign-in'

function keylessStep({ token, session }: KeylessCaller): AccessStep {
  const reason = token
    ? `The token of ${token.issuer} is valid until ${token.expiresAt}.`
    : `The browser is signed in until ${session?.expiresAt} at the latest.`
  return { step: 'key', allowed: true, reason }
}

function keyStep({ blocked, expiresAt, agentId }: StoredKey, findAgent: FindAgent | undefined): AccessStep {
  if (blocked) return { step: 'key', allowed: false, reason: 'The key is blocked. POST /key/unblock ends that.' }
  if (expiresAt !== undefined && !(Date.parse(expiresAt) > Date.now())) {
    return { step: 'key', allowed: false, reason: `The key has expired at ${expiresAt}.` }
  }
  if (agentId !== undefined && !isThere(agentId, findAgent)) {
    return { step: 'key', allowed: false, reason: 'The agent of the key has been deleted.' }
  }
  return { step: 'key', allowed: true, reason: 'The key is neither blocked nor expired.' }
}

function scopeSteps({ scopes }: StoredKey, { operation }: AccessQuestion): readonly AccessStep[] {
  if (scopes === undefined) return []
  const allowed = scopesCall(scopes, operation)
  const reason = `The key is for ${scopes.join(', ')}.${allowed ? '' : ' POST /key/update with key_type changes that.'}`
  return [{ step: 'key', allowed, reason }]
}

function teamSteps({ teamId }: StoredKey, sources: GrantSources, question: AccessQuestion): readonly AccessStep[] {
  if (teamId === undefined) return [{ step: 'team', allowed: true, reason: 'The key has no team.' }]
  const team: StoredTeam | undefined = sources.team
  if (team === undefined) return [{ step: 'team', allowed: false, reason: `The team '${teamId}' has been deleted.` }]
  if (team.blocked) {
    return [{ step: 'team', allowed: false, reason: `The team '${teamId}' is blocked. POST /team/unblock ends that.` }]
  }
  return grantSteps('team', `The team '${teamId}'`, team.agents, sources.groups, question)
}

/** `role`: what a token says of it, in the place of the user's. */
function userSteps(
  { userId }: StoredKey,
  sources: GrantSources,
  question: AccessQuestion,
  role?: Caller['role'],
): readonly AccessStep[] {
  if (userId === undefined) return [{ step: 'user', allowed: true, reason: 'The key has no user.' }]
  const user: StoredUser | undefined = sources.user
  if (user === undefined) return [{ step: 'user', allowed: false, reason: `The user '${userId}' has been deleted.` }]
  if (user.blocked) {
    const reason = `The user '${userId}' is blocked. POST /user/update with "blocked": false ends that.`
    return [{ step: 'user', allowed: false, reason }]
  }
  const granted = grantSteps('user', `The user '${userId}'`, user.agents, sources.groups, question)
  if (!isReader(role ?? callerRoleOf(user.role))) return granted
  const what = role === undefined ? user.role : 'a viewer by the token'
  const reason = `The user '${userId}' is ${what}: the key may read tasks and cards, and send or change nothing.`
  return [...granted, { step: 'role', allowed: isReading(question.operation), reason }]
}

/** Only messages count against limits. */
async function limitSteps(
  limiter: Pick<Limiter, 'look'>,
  { key, team, user }: GrantSources,
  { agent, operation }: AccessQuestion,
): Promise<readonly AccessStep[]> {
  if (operation !== 'sendMessage' && operation !== 'streamMessage') return []
  const limits = callerLimits({ key: key.limits, team: team?.limits, user: user?.limits })
  const { id: keyId, teamId, userId } = key
  const asking = { keyId, ...(teamId && { teamId }), ...(userId && { userId }), ...(limits && { limits }) }
  const states = await Promise.all(
    scopesOf({ caller: asking, agent }, agent.limits).map((scope) => limiter.look(scope)),
  )
  return states.flat().map(limitStep)
}

function limitStep({ limit, remaining, resetMs = 0 }: LimitState): AccessStep {
  if (remaining === undefined) return { step: 'limit', allowed: true, reason: `${limit}.` }
  const left = remaining === 0 ? `None is left for the next ${Math.ceil(resetMs / 1_000)} s.` : `${remaining} are left.`
  return { step: 'limit', allowed: remaining > 0, reason: `${limit}. ${left}` }
}
