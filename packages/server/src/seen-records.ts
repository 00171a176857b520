import type { Caller, CallRecord, TeamAdministration } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { isAllowed } from './allowed-actions.ts'

/** Whether a caller may see a record: a key those of its own calls, who may see every record all. */
export const seesRecord = (caller: Caller, { keyId }: Pick<CallRecord, 'keyId'>): boolean =>
  keyId === caller.keyId || isAllowed(caller, 'see every record')

/** Whether a caller may see the records of a team: administrators, and admins of the team. */
export async function seesTeam(
  caller: Caller,
  teamId: string | undefined,
  teams: Pick<TeamAdministration, 'find'> | undefined,
): Promise<boolean> {
  // Most are no admin of any team, and not worth a question to the database.
  if (teamId === undefined || caller.userId === undefined) return false
  return isAllowed(caller, 'see records', await teams?.find(teamId))
}

/** Somebody else's record is as good as none. */
export const noRecord = (id: string) =>
  gatewayError('NOT_FOUND', `There is no record '${id}' that this key may see. GET /v1/logs lists them.`)
