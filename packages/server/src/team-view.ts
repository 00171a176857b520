import type { StoredTeam } from '@gateway/core'
import { MEMBER_PERMISSIONS } from '@gateway/core'
import { z } from 'zod'
import { budgetAnswer, budgetView } from './budget-body.ts'
import { grantAnswer, grantView } from './grant-view.ts'
import { limitsAnswer, limitsView } from './limits-body.ts'
import { spendAnswer } from './spend-view.ts'
import { memberBudgetAnswer, memberBudgetView } from './team-membership.ts'
import { metadataAnswer, time } from './view-members.ts'

const memberPermissions = z
  .array(z.enum(MEMBER_PERMISSIONS))
  .describe('What its members may do with keys of their own.')

/** What `teamView` makes. */
export const teamAnswer = z
  .object({
    team_id: z.string(),
    team_alias: z.string().nullable(),
    members_with_roles: z.array(
      z.object({
        user_id: z.string(),
        user_email: z.null(),
        role: z.enum(['admin', 'user']),
        max_budget_in_team: memberBudgetAnswer.max_budget_in_team.optional(),
        budget_duration: memberBudgetAnswer.budget_duration.optional(),
      }),
    ),
    admins: z.array(z.string()).describe('Ids of users.'),
    members: z.array(z.string()).describe('Ids of users.'),
    object_permission: grantAnswer,
    team_member_permissions: memberPermissions,
    ...limitsAnswer,
    ...budgetAnswer,
    ...spendAnswer,
    blocked: z.boolean(),
    metadata: metadataAnswer,
    models: z.array(z.never()),
    created_at: time,
    updated_at: time,
    created_by: z.string(),
  })
  .meta({ id: 'Team' })

/** A team as answers show it, by LiteLLM's field names. */
export function teamView(team: StoredTeam) {
  return {
    team_id: team.id,
    team_alias: team.alias ?? null,
    members_with_roles: team.members.map(({ userId, role, budget }) => ({
      user_id: userId,
      user_email: null,
      role,
      ...(budget === undefined ? {} : memberBudgetView(budget)),
    })),
    admins: team.members.filter(({ role }) => role === 'admin').map(({ userId }) => userId),
    members: team.members.map(({ userId }) => userId),
    object_permission: grantView(team.agents),
    team_member_permissions: team.memberPermissions ?? [],
    ...limitsView(team.limits),
    ...budgetView(team.budget),
    blocked: team.blocked,
    metadata: team.metadata ?? {},
    models: [],
    created_at: team.createdAt,
    updated_at: team.updatedAt,
    created_by: team.createdBy,
  }
}

/** What `permissionsView` makes. */
export const permissionsAnswer = z
  .object({
    team_id: z.string(),
    team_member_permissions: memberPermissions,
    all_available_permissions: z.array(z.enum(MEMBER_PERMISSIONS)),
  })
  .meta({ id: 'TeamMemberPermissions' })

/** What members of a team may do with keys of their own, and what there is to give. */
export function permissionsView({ id, memberPermissions = [] }: StoredTeam) {
  return {
    team_id: id,
    team_member_permissions: memberPermissions,
    all_available_permissions: MEMBER_PERMISSIONS,
  }
}

/** What tells two states of a team apart, as its view has it. */
export const teamVersion = (team: { readonly team_id: string; readonly updated_at: string }) => ({
  id: team.team_id,
  updatedAt: team.updated_at,
})
