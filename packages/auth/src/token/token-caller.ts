import type { AgentGrant, Caller, StoredTeam, StoredUser, TeamStore, UserStore } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { callerOf } from '../caller-of.ts'
import type { FindAgent } from '../grant-of.ts'
import type { GrantSourceFinder } from '../grant-sources.ts'
import { keylessKey } from '../keyless-key.ts'
import { deletedUser, knowUser } from '../know-user.ts'
import type { TeamNames } from './team-names.ts'
import type { TokenIdentity } from './token-identity.ts'

/** By which header a caller says for which of its teams it calls. */
export const TEAM_HEADER = 'x-gateway-team'

export interface TokenCallerOptions {
  readonly teams?: TeamStore | undefined
  readonly users?: UserStore | undefined
  readonly findAgent: FindAgent
  readonly sources: GrantSourceFinder
  readonly teamNames: TeamNames
}

/**
 * Makes a caller of who a token is of, by what is stored of its user and team now. `wanted`: the team it asks for. Rejects
 * with UNAUTHENTICATED or PERMISSION_DENIED, saying what is missing.
 */
export async function tokenCaller(
  identity: TokenIdentity,
  wanted: string | undefined,
  options: TokenCallerOptions,
): Promise<Caller> {
  const user = await userOf(identity, options)
  if (user?.blocked) {
    throw gatewayError('UNAUTHENTICATED', 'The user of this token is blocked. Ask an administrator to unblock them.')
  }
  const team = await teamOf(identity, wanted, options)
  if (team?.blocked) {
    throw gatewayError('UNAUTHENTICATED', 'The team of this token is blocked. Ask an administrator to unblock it.')
  }
  const agents = ownGrant(identity, { user, team, findAgent: options.findAgent })
  const key = keylessKey({ keyId: identity.keyId, userId: identity.userId, teamId: team?.id, agents })
  // What was found above is newer than what is kept: the user may have been made by now.
  const found = { ...(await options.sources.find(key)), user, team }
  const expiresAt = new Date(identity.expiresAt).toISOString()
  return {
    ...callerOf(found, roleOf(identity, user)),
    endsAt: identity.expiresAt,
    token: { issuer: identity.issuer.issuer, agents, expiresAt },
  }
}

async function userOf(
  identity: TokenIdentity,
  { users, sources }: TokenCallerOptions,
): Promise<StoredUser | undefined> {
  if (users === undefined) return undefined
  const { userId, email, issuer } = identity
  const known = await sources.user(userId)
  if (known) return known
  if (issuer.createUsers !== true) {
    throw gatewayError(
      'UNAUTHENTICATED',
      `The user '${userId}' of this token is not known here. Ask an administrator to add them with POST /user/new.`,
    )
  }
  if (issuer.recreateUsers !== true && (await users.wasDeleted(userId))) throw deletedUser('UNAUTHENTICATED', userId)
  await knowUser(users, userId, `token:${issuer.issuer}`, email)
  return users.get(userId)
}

/** Where the issuer says who administers, what is stored cannot say so, too. */
function roleOf({ role, issuer }: TokenIdentity, user: StoredUser | undefined): StoredUser['role'] | undefined {
  if (role !== undefined) return role
  if (issuer.claims?.roles === undefined) return undefined
  if (user?.role === 'proxy_admin') return 'internal_user'
  return user?.role === 'proxy_admin_viewer' ? 'internal_user_viewer' : undefined
}

async function teamOf(
  { teams: claimed, userId }: TokenIdentity,
  wanted: string | undefined,
  { teams, teamNames }: TokenCallerOptions,
): Promise<StoredTeam | undefined> {
  if (teams === undefined) return undefined
  if (claimed === undefined) {
    const team = wanted === undefined ? undefined : await teamNames.find(wanted)
    if (wanted === undefined || team?.members.some((member) => member.userId === userId)) return team
    throw notTheirs('Its user is not a member of it.')
  }
  const found = (await Promise.all(claimed.map((name) => teamNames.find(name)))).filter((team) => team !== undefined)
  const theirs = [...new Map(found.map((team) => [team.id, team])).values()]
  if (wanted !== undefined) {
    const team = theirs.find(({ id }) => id === wanted) ?? theirs.find(({ alias }) => alias === wanted)
    if (team) return team
    throw notTheirs('The token does not name it.')
  }
  if (theirs.length <= 1) return theirs[0]
  throw gatewayError(
    'PERMISSION_DENIED',
    `The token is of several teams. Say in the header ${TEAM_HEADER} for which one you call: ${theirs.map(({ id }) => id).join(', ')}.`,
  )
}

const notTheirs = (why: string) =>
  gatewayError('PERMISSION_DENIED', `${TEAM_HEADER}: this token may not call for this team. ${why}`)

/**
 * What the token is granted itself. A user's `all` only says that the user narrows nothing, as it does of everybody who was
 * named somewhere for the first time: without a team to grant something, it grants nothing.
 */
function ownGrant(
  { agents: claimed, issuer }: TokenIdentity,
  { user, team, findAgent }: { user: StoredUser | undefined; team: StoredTeam | undefined; findAgent: FindAgent },
): AgentGrant {
  const set = claimed ?? issuer.agents
  if (set === 'all' || set === 'none') return { access: set }
  if (set !== undefined) {
    const agentIds = [...new Set(set.flatMap((idOrName) => findAgent(idOrName)?.id ?? []))]
    return agentIds.length === 0 ? { access: 'none' } : { access: 'selected', agentIds }
  }
  return { access: team !== undefined || user?.agents.access === 'selected' ? 'all' : 'none' }
}
