import type { AgentGrant, Caller, Change, StoredSignIn, StoredTeam, StoredUser } from '@gateway/core'
import { gatewayError, isGatewayError } from '@gateway/core'
import { allEntries } from './all-entries.ts'
import { callerOf } from './caller-of.ts'
import { createGrantSources, type IdentityStores } from './grant-sources.ts'
import { keylessKey } from './keyless-key.ts'
import { createTeamNames } from './token/team-names.ts'

export interface CallerOfUserOptions extends IdentityStores {
  readonly onChange: (listener: (change: Change) => void) => () => void
}

type SignInOfUser = Pick<StoredSignIn, 'userId' | 'userSince' | 'teams' | 'teamId' | 'expiresAt'>

export interface CallerOfUser {
  /** The caller that a user is without any key: with their role, team, grant and limits as they are now. */
  caller(signIn: SignInOfUser): Promise<Caller>
  /** The teams that they may act for. */
  teams(signIn: SignInOfUser): Promise<readonly StoredTeam[]>
}

/** Looks users up as they are now. Rejects with UNAUTHENTICATED for one who is blocked, or was deleted, also where there is another of that id. */
export function createCallerOfUser({ onChange, ...stores }: CallerOfUserOptions): CallerOfUser {
  const sources = createGrantSources(stores, onChange)
  const teamNames = createTeamNames(stores.teams, sources, onChange)

  const { teams: store } = stores
  const teams = async ({ userId = '', teams: named }: SignInOfUser): Promise<readonly StoredTeam[]> => {
    if (store === undefined) return []
    if (named === undefined) return allEntries((page) => store.list({ ...page, memberId: userId }))
    const found = await Promise.all(named.map((name) => teamNames.find(name)))
    return [...new Map(found.flatMap((team) => (team === undefined ? [] : [[team.id, team] as const]))).values()]
  }

  /** Of one team alone, that one; of several, the one that was chosen. One that is blocked is nobody's to act for. */
  const teamOf = async (signIn: SignInOfUser): Promise<StoredTeam | undefined> => {
    const { userId, teams: named, teamId } = signIn
    if (named === undefined && teamId === undefined) return undefined
    const theirs = named === undefined ? [await sources.team(teamId ?? '')] : await teams(signIn)
    const team =
      teamId === undefined ? (theirs.length === 1 ? theirs[0] : undefined) : theirs.find((each) => each?.id === teamId)
    const isTheirs = named !== undefined || team?.members.some((member) => member.userId === userId)
    return isTheirs && team?.blocked === false ? team : undefined
  }

  const caller = async (signIn: SignInOfUser): Promise<Caller> => {
    const { userId = '', userSince, expiresAt } = signIn
    const user = await sources.user(userId)
    if (user === undefined || user.createdAt !== userSince) {
      throw gatewayError('UNAUTHENTICATED', 'This user has been deleted. Ask an administrator, then sign in again.')
    }
    if (user.blocked) {
      throw gatewayError('UNAUTHENTICATED', 'This user is blocked. Ask an administrator to unblock them.')
    }
    const team = await teamOf(signIn)
    const agents: AgentGrant = { access: team !== undefined || grantsSomething(user) ? 'all' : 'none' }
    const key = keylessKey({ keyId: `user:${userId}`, userId, teamId: team?.id, agents })
    const found = { ...(await sources.find(key)), user, team }
    return { ...callerOf(found), session: { agents, expiresAt } }
  }

  return {
    teams,
    caller: (signIn) =>
      caller(signIn).catch((cause: unknown) => {
        if (isGatewayError(cause)) throw cause
        throw gatewayError('UNAVAILABLE', 'The gateway cannot look up this user now: its database does not answer.', {
          cause,
          retryable: true,
          retryAfter: 5,
        })
      }),
  }
}

/** Of anybody but an administrator, `all` only says that the user narrows nothing: it grants nothing by itself. */
const grantsSomething = ({ role, agents }: StoredUser) => role === 'proxy_admin' || agents.access === 'selected'
