import type { Caller, MemberPermission, StoredTeam } from '@gateway/core'
import { gatewayError } from '@gateway/core'

/** What a caller can be to the thing it asks about: its role in the gateway, and its role in the team concerned. */
type Role = Caller['role'] | 'team-admin' | 'team-member'

const READERS: readonly Role[] = ['admin', 'admin-viewer']

/** Which roles may do what over the admin API. What is not listed here, nobody may. Calls to agents go by grants alone. */
const ALLOWED = {
  'manage agents': ['admin'],
  'see every agent': READERS,
  'manage keys': ['admin', 'team-admin'],
  'see keys': [...READERS, 'team-admin'],
  'see every record': READERS,
  'replay calls': ['admin', 'team-admin'],
  'see records': [...READERS, 'team-admin'],
  'see sinks': READERS,
  'see the gateway': READERS,
  'see the audit log': [...READERS, 'team-admin'],
  'manage budgets': ['admin'],
  'see budgets': READERS,
  'manage alerts': ['admin'],
  'see alerts': READERS,
  'see retention': READERS,
  'see usage': [...READERS, 'team-admin'],
  'see metrics': READERS,
  'manage teams': ['admin'],
  'manage members': ['admin', 'team-admin'],
  'manage member permissions': ['admin', 'team-admin'],
  'see teams': [...READERS, 'team-admin', 'team-member'],
  'manage users': ['admin'],
  'see users': READERS,
  'import from LiteLLM': ['admin'],
  'manage access groups': ['admin'],
  'see access groups': READERS,
} satisfies Record<string, readonly Role[]>

export type Action = keyof typeof ALLOWED

/** What the caller is to a team. A key of one team is nothing to another, whoever its user. */
function roleInTeam({ userId, teamId }: Caller, team: StoredTeam | undefined): Role | undefined {
  if (team === undefined || (teamId !== undefined && teamId !== team.id)) return undefined
  const member = team.members.find((candidate) => candidate.userId === userId)
  if (member) return member.role === 'admin' ? 'team-admin' : 'team-member'
  return teamId === team.id ? 'team-member' : undefined
}

/** Which roles may do what with keys of their own: in a team as far as it lets its members, else where people have keys. */
const OWN_KEYS = {
  '/key/info': ['member', 'viewer'],
  '/key/list': ['member', 'viewer'],
  '/key/generate': ['member'],
  '/key/service-account/generate': ['member'],
  '/key/update': ['member'],
  '/key/regenerate': ['member'],
  '/key/block': ['member'],
  '/key/unblock': ['member'],
  '/key/delete': ['member'],
} satisfies Record<MemberPermission, readonly Role[]>

/** Whether the caller may do this with a key of their own in a team, or in none where `personal` allows keys of no team. */
export function mayWithOwnKey(
  caller: Caller,
  route: MemberPermission,
  team: StoredTeam | undefined,
  personal: boolean,
): boolean {
  const roles: readonly Role[] = OWN_KEYS[route]
  if (!isInScope(caller, route.endsWith('/list') || route.endsWith('/info') ? 'see keys' : 'manage keys')) return false
  if (caller.userId === undefined || !roles.includes(caller.role)) return false
  if (team === undefined) return personal && caller.teamId === undefined && route !== '/key/service-account/generate'
  const isMember = team.members.some(({ userId }) => userId === caller.userId)
  return isMember && roleInTeam(caller, team) !== undefined && (team.memberPermissions?.includes(route) ?? false)
}

/** Whether what the key is for leaves this to its user. */
const isInScope = ({ scopes }: Caller, action: string) =>
  scopes === undefined || scopes.includes('management') || (scopes.includes('reading') && action.startsWith('see '))

const otherScope = (action: Action) =>
  gatewayError('PERMISSION_DENIED', `This key may not ${action}: it is not for that (key_type). Use another key.`)

/** Whether the caller may do something; `team` is the team that it concerns. */
export function isAllowed(caller: Caller, action: Action, team?: StoredTeam): boolean {
  if (!isInScope(caller, action)) return false
  const roles: readonly Role[] = ALLOWED[action]
  const inTeam = roleInTeam(caller, team)
  return roles.includes(caller.role) || (inTeam !== undefined && roles.includes(inTeam))
}

/** All that the caller may do to everything; in its own teams it may do more. */
export function allowedActions(caller: Caller): readonly string[] {
  return Object.entries<readonly Role[]>(ALLOWED).flatMap(([action, roles]) =>
    roles.includes(caller.role) && isInScope(caller, action) ? action : [],
  )
}

/** Throws PERMISSION_DENIED unless the caller may do something; `team` is the team that it concerns. */
export function requireAllowed(caller: Caller, action: Action, team?: StoredTeam): void {
  if (!isInScope(caller, action)) throw otherScope(action)
  if (!isAllowed(caller, action, team)) throw denied(action)
}

/** Throws PERMISSION_DENIED where there can be no team in which the caller may do something. */
export function requireAllowedInSomeTeam(caller: Caller, action: Action): void {
  if (!isInScope(caller, action)) throw otherScope(action)
  const roles: readonly Role[] = ALLOWED[action]
  const may =
    roles.includes(caller.role) ||
    // A key of nobody is no admin or member of any team.
    (caller.userId !== undefined && roles.includes('team-admin')) ||
    ((caller.userId ?? caller.teamId) !== undefined && roles.includes('team-member'))
  if (!may) throw denied(action)
}

function denied(action: Action) {
  const roles: readonly Role[] = ALLOWED[action]
  const instead = roles.includes('team-admin') ? ', or that of an admin of the team' : ''
  const own =
    action === 'manage keys' ? ' A team can let its members do it for themselves: team_member_permissions.' : ''
  return gatewayError(
    'PERMISSION_DENIED',
    `This key may not ${action}. Use the admin key (GATEWAY_MASTER_KEY), that of a user with the role proxy_admin${instead}.${own}`,
  )
}
