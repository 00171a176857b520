import type { StoredTeam, TeamMember } from '@gateway/core'
import { z } from 'zod'
import { pageLimit } from './list-page.ts'

/** Which members `/team/info` shows. Without `limit` all of them, as LiteLLM has it. */
export const membersPageQuery = {
  limit: pageLimit.describe('How many members are shown, by their ids. Without it all of them are.'),
  cursor: z.string().min(1).optional().describe('`next_cursor` of the page before.'),
}

interface MembersPage {
  readonly limit?: number | undefined
  readonly cursor?: string | undefined
}

const byId = (one: TeamMember, other: TeamMember) => (one.userId < other.userId ? -1 : 1)

/** The team with the members of a page alone. A page goes on behind the id of its last member, also when they have left. */
export function withMembersOf(
  team: StoredTeam,
  { limit, cursor }: MembersPage,
): { readonly team: StoredTeam; readonly next_cursor?: string | null } {
  if (limit === undefined && cursor === undefined) return { team }
  const left = team.members.filter(({ userId }) => cursor === undefined || userId > cursor).sort(byId)
  const members = left.slice(0, limit)
  const last = members.at(-1)?.userId
  return { team: { ...team, members }, next_cursor: members.length < left.length ? (last ?? null) : null }
}
