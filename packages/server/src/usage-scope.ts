import type { Caller, TeamAdministration, UsageFilter } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { isAllowed, requireAllowed } from './allowed-actions.ts'

/** Whose usage is asked for, by ids. */
export type UsageOwners = Pick<UsageFilter, 'key' | 'team' | 'user'>

/**
 * Whose usage a caller gets that asks for these. Administrators get all, admins of a team that of their `team`, people what
 * is of their own `user` (with a key of a team: within that team), a key its own. Throws PERMISSION_DENIED for anything else.
 */
export async function usageScope(
  caller: Caller,
  asked: UsageOwners,
  teams: Pick<TeamAdministration, 'find'> | undefined,
): Promise<UsageOwners> {
  if (isAllowed(caller, 'see usage')) return asked
  if (asked.team !== undefined) {
    for (const id of asked.team) requireAllowed(caller, 'see usage', await teams?.find(id))
    return asked
  }
  const { userId, teamId } = caller
  if (userId !== undefined && asked.user?.every((id) => id === userId)) {
    return { ...asked, ...(teamId === undefined ? {} : { team: [teamId] }) }
  }
  if (asked.user !== undefined || asked.key?.some((id) => id !== caller.keyId)) {
    throw gatewayError(
      'PERMISSION_DENIED',
      "This key sees only its own usage, that of its user, and as an admin of a team that of ?team=. Leave the rest out, or use an administrator's key.",
    )
  }
  return { ...asked, key: [caller.keyId] }
}
