import type {
  Caller,
  EffectiveGrant,
  KeyAdministration,
  KeyChange,
  MemberPermission,
  StoredKey,
  StoredTeam,
  StoredUser,
} from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { isAllowed, mayWithOwnKey, requireAllowed } from './allowed-actions.ts'

/** Whose a key is to be. Absent: as it is. */
interface Owners {
  readonly user_id?: string | null | undefined
  readonly team_id?: string | null | undefined
  readonly agent_id?: string | null | undefined
}

/** What holds of a change that somebody may make. */
export interface Permitted {
  /** Who it is to be of, where that goes without saying. */
  readonly userId?: string
  /** A grant that is asked for goes no further than that of the key it is asked with. */
  readonly within?: EffectiveGrant
}

export interface KeyRightsOptions {
  readonly keys: Pick<KeyAdministration, 'info'>
  readonly teamOf: (id: string | null | undefined) => Promise<StoredTeam | undefined>
  readonly userOf: (id: string) => Promise<StoredUser | undefined>
  /** People may have keys of their own in no team. */
  readonly personal: boolean
}

export type KeyRights = ReturnType<typeof keyRights>

/** Who may do what to which keys: administrators to all, admins of a team to the team's, members to their own as the team lets them. */
export function keyRights({ keys, teamOf, userOf, personal }: KeyRightsOptions) {
  const mayOwn = (caller: Caller, route: MemberPermission, team: StoredTeam | undefined, teamId: string | undefined) =>
    (teamId === undefined) === (team === undefined) && mayWithOwnKey(caller, route, team, personal)
  /** A key has the role that is stored of its user: by it, a token that says less of them would become more. */
  const requireStoredRole = async (caller: Caller, userId: string | null | undefined) => {
    const user = userId ? await userOf(userId) : undefined
    if (user?.role === 'proxy_admin' || (user?.role === 'proxy_admin_viewer' && caller.role !== 'admin-viewer')) {
      throw gatewayError(
        'PERMISSION_DENIED',
        `user_id: keys of this user have the role ${user.role}, which this credential has not. Ask an administrator.`,
        { field: 'user_id' },
      )
    }
  }

  return {
    /** Throws unless the caller may make a key of these owners. */
    async make(caller: Caller, route: MemberPermission, owners: Owners): Promise<Permitted> {
      if (isAllowed(caller, 'manage keys')) return {}
      requireNoAgent(owners)
      const team = await teamOf(owners.team_id)
      const asAdmin = isAllowed(caller, 'manage keys', team)
      if (!asAdmin && !mayOwn(caller, route, team, owners.team_id ?? undefined)) {
        requireAllowed(caller, 'manage keys', team)
      }
      requireOneself(caller, owners)
      const userId = !asAdmin && route === '/key/generate' ? caller.userId : undefined
      await requireStoredRole(caller, userId ?? owners.user_id)
      if (asAdmin) return {}
      return { within: caller.agents, ...(userId === undefined ? {} : { userId }) }
    },

    /**
     * Throws unless the caller may do this to the key; to an admin of another team it does not exist. `owners`: who it is
     * to be of.
     */
    async change(caller: Caller, route: MemberPermission, keyOrHash: string, owners: Owners = {}): Promise<Permitted> {
      if (isAllowed(caller, 'manage keys')) return {}
      requireNoAgent(owners)
      const key: StoredKey | undefined = await keys.info(keyOrHash).catch(() => undefined)
      const team = await teamOf(key?.teamId)
      if (isAllowed(caller, 'manage keys', team)) {
        const teamId = owners.team_id === undefined ? key?.teamId : owners.team_id
        requireAllowed(caller, 'manage keys', await teamOf(teamId))
        if (route === '/key/regenerate') requireNobodyElses(caller, key)
        if (owners.user_id !== key?.userId) {
          requireOneself(caller, owners)
          await requireStoredRole(caller, owners.user_id)
        }
        if (route === '/key/regenerate') await requireStoredRole(caller, key?.userId)
        return {}
      }
      const isOwn = key?.userId !== undefined && key.userId === caller.userId
      if (!isOwn || !mayOwn(caller, route, team, key.teamId)) requireAllowed(caller, 'manage keys', team)
      if (route === '/key/regenerate') requireNobodyElses(caller, key)
      requireSameOwners(key, owners)
      if (route === '/key/regenerate') await requireStoredRole(caller, caller.userId)
      return { within: caller.agents }
    },

    /** Whether the caller may see a key; of others they learn not even that they exist. */
    async sees(caller: Caller, key: StoredKey | undefined): Promise<boolean> {
      if (key === undefined) return false
      if (key.id === caller.keyId || isAllowed(caller, 'see keys', await teamOf(key.teamId))) return true
      const isOwn = key.userId !== undefined && key.userId === caller.userId
      return isOwn && (caller.teamId === undefined || caller.teamId === key.teamId)
    },

    /** Throws unless the caller may list a team's keys, or all. What is given back is all that they see. */
    async list(caller: Caller, teamId: string | undefined): Promise<Owners> {
      const team = await teamOf(teamId)
      if (isAllowed(caller, 'see keys', team)) return {}
      const own = teamId ?? caller.teamId
      const ownTeam = await teamOf(own)
      if (!mayOwn(caller, '/key/list', ownTeam, own)) requireAllowed(caller, 'see keys', team)
      return { user_id: caller.userId, team_id: own }
    },
  }
}

/** Somebody speaks for themselves and their team: a key in the name of another would be a way into what is theirs. */
function requireOneself({ userId }: Caller, { user_id }: Owners): void {
  if (user_id === undefined || user_id === null || user_id === userId) return
  throw gatewayError(
    'PERMISSION_DENIED',
    'user_id: an admin or member of a team makes keys for themselves or, without user_id, for the team. Ask an administrator.',
    { field: 'user_id' },
  )
}

/** Whoever gets the secret of a key acts as its user or agent, with their role and in what is theirs. */
function requireNobodyElses({ userId }: Caller, key: StoredKey | undefined): void {
  if (key?.agentId !== undefined) {
    throw gatewayError('PERMISSION_DENIED', 'key: it is an agent’s, which an administrator gives another secret.', {
      field: 'key',
    })
  }
  if (key?.userId === undefined || key.userId === userId) return
  throw gatewayError(
    'PERMISSION_DENIED',
    'key: it is of another user, whom its new secret would let you act as. Block it, and ask them or an administrator.',
    { field: 'key' },
  )
}

/** A key of an agent speaks in its name: that is given and taken by who manages all agents. */
function requireNoAgent({ agent_id }: Owners): void {
  if (agent_id === undefined) return
  throw gatewayError('PERMISSION_DENIED', 'agent_id: an administrator says which agent a key is of. Leave it out.', {
    field: 'agent_id',
  })
}

function requireSameOwners(key: StoredKey | undefined, owners: Owners): void {
  for (const [field, sent, is] of [
    ['user_id', owners.user_id, key?.userId],
    ['team_id', owners.team_id, key?.teamId],
  ] as const) {
    if (sent === undefined || (sent ?? undefined) === is) continue
    throw gatewayError('PERMISSION_DENIED', `${field}: a key of your own stays yours. Ask an administrator.`, { field })
  }
}

/** Throws where somebody would change the budget of a key of their own: it binds whoever holds the key. */
export function refuseOwnBudget({ within }: Permitted, { budget }: KeyChange): void {
  if (within === undefined || budget === undefined) return
  throw gatewayError(
    'PERMISSION_DENIED',
    'max_budget: the budget of a key of your own is changed by an administrator.',
    {
      field: 'max_budget',
    },
  )
}
