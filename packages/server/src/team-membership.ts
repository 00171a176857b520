import type { Budget, TeamMember } from '@gateway/core'
import { z } from 'zod'

/** The members of `memberBudgetView`. */
export const memberBudgetAnswer = {
  max_budget_in_team: z
    .number()
    .nullable()
    .describe('US dollars that the user may spend with keys of this team. `null`: as much as team and user may.'),
  budget_duration: z.string().nullable().describe('`null`: it never begins anew.'),
}

/** What a member may spend in a team, as answers show it. */
export const memberBudgetView = (budget: Partial<Pick<Budget, 'maxBudget' | 'duration'>> | undefined) => ({
  max_budget_in_team: budget?.maxBudget ?? null,
  budget_duration: budget?.duration ?? null,
})

/** What `membershipView` makes. */
export const membershipAnswer = z.object({ user_id: z.string(), team_id: z.string(), ...memberBudgetAnswer })

/** A member of a team as `/team/info` shows it. */
export const membershipView = (teamId: string, { userId, budget }: TeamMember) => ({
  user_id: userId,
  team_id: teamId,
  ...memberBudgetView(budget),
})
