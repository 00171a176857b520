import type { Caller, StoredTeam, TeamAdministration } from '@gateway/core'
import { z } from 'zod'
import { isAllowed } from './allowed-actions.ts'

/** `/team/list`. Without a page it is the whole list, as LiteLLM has it. */
export const listTeamsQuery = z.object({
  user_id: z.string().optional().describe('Teams with this member.'),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  page_size: z.coerce.number().int().min(1).max(1_000).optional().describe('Without it the list is whole.'),
})

type Query = z.infer<typeof listTeamsQuery>

/** The teams that a caller may see, newest first. */
export async function listedTeams(
  teams: TeamAdministration,
  caller: Caller,
  query: Query,
): Promise<readonly StoredTeam[]> {
  const { user_id: memberId, page, page_size: limit } = query
  if (isAllowed(caller, 'see teams')) {
    if (limit === undefined) return teams.all({ memberId })
    return (await teams.list({ memberId, offset: (page - 1) * limit, limit })).entries
  }
  // Few, whatever there is: the one team of the key, else those that its user is in.
  const found = (await ownTeams(teams, caller))
    .filter((team) => isAllowed(caller, 'see teams', team))
    .filter(({ members }) => memberId === undefined || members.some(({ userId }) => userId === memberId))
  return limit === undefined ? found : found.slice((page - 1) * limit, page * limit)
}

async function ownTeams(teams: TeamAdministration, { teamId, userId }: Caller): Promise<readonly StoredTeam[]> {
  if (teamId !== undefined) return [await teams.find(teamId)].flatMap((team) => team ?? [])
  return userId === undefined ? [] : teams.all({ memberId: userId })
}
