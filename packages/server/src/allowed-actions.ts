import type { Caller, StoredTeam } from '@gateway/core'
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
  'manage teams': ['admin'],
  'manage members': ['admin', 'team-admin'],
  'see teams': [...READERS, 'team-admin', 'team-member'],
  'manage users': ['admin'],
  'see users': READERS,
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

/** Whether the caller may do something; `team` is the team that it concerns. */
export function isAllowed(caller: Caller, action: Action, team?: StoredTeam): boolean {
  const roles: readonly Role[] = ALLOWED[action]
  const inTeam = roleInTeam(caller, team)
  return roles.includes(caller.role) || (inTeam !== undefined && roles.includes(inTeam))
}

/** Throws PERMISSION_DENIED unless the caller may do something; `team` is the team that it concerns. */
export function requireAllowed(caller: Caller, action: Action, team?: StoredTeam): void {
  if (isAllowed(caller, action, team)) return
  const roles: readonly Role[] = ALLOWED[action]
  const instead = roles.includes('team-admin') ? ', or that of an admin of the team' : ''
  throw gatewayError(
    'PERMISSION_DENIED',
    `This key may not ${action}. Use the admin key (GATEWAY_MASTER_KEY), that of a user with the role proxy_admin${instead}.`,
  )
}
