import type { TeamChange, TeamMemberChange } from '@gateway/core'
import { MEMBER_PERMISSIONS } from '@gateway/core'
import { z } from 'zod'
import { budgetChange, budgetFields, increaseFields } from './budget-body.ts'
import { knownMembers, objectPermission, permissionChange } from './grant-body.ts'
import { limitFields, limitsChange } from './limits-body.ts'
import { refuseUnsupported } from './unsupported-fields.ts'

/** Ids are shown, logged and compared: no blanks around them and nothing that cannot be seen. */
export const identifier = z
  .string()
  .trim()
  .min(1)
  .max(256)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'has characters that cannot be shown')

const role = z.enum(['admin', 'user'], { error: 'must be "admin" or "user"' })
const member = z
  .looseObject({ user_id: identifier, role: role.default('user') })
  .superRefine(knownMembers(['user_id', 'user_email', 'role']))

/** What a member may spend with keys of the team: LiteLLM's name for it. */
const memberBudgetFields = {
  max_budget_in_team: budgetFields.max_budget,
  budget_duration: budgetFields.budget_duration,
}
type MemberBudget = { [Name in keyof typeof memberBudgetFields]?: z.infer<(typeof memberBudgetFields)[Name]> }

/** The budget of a member that a body names. */
export const memberBudgetChange = ({ max_budget_in_team, budget_duration }: MemberBudget) =>
  budgetChange({ max_budget: max_budget_in_team, budget_duration })

/** What LiteLLM has by default, and nothing here answers to. */
const WITHOUT_ROUTE = '/key/health'
const memberPermissions = z
  .array(z.enum([...MEMBER_PERMISSIONS, WITHOUT_ROUTE], { error: `must be one of ${MEMBER_PERMISSIONS.join(', ')}` }))
  .transform((named) => MEMBER_PERMISSIONS.filter((permission) => named.includes(permission)))

const teamFields = {
  team_alias: z.string().trim().min(1).max(256).nullable().optional(),
  metadata: z.record(z.string(), z.unknown()).nullable().optional(),
  blocked: z.boolean().nullable().optional(),
  team_member_permissions: memberPermissions.nullable().optional(),
  object_permission: objectPermission.nullable().optional(),
  ...limitFields,
  ...budgetFields,
  ...increaseFields,
}
const TEAM_MEMBERS = ['team_id', ...Object.keys(teamFields)]

/** `/team/new` */
export const newTeamBody = z
  .looseObject({
    ...teamFields,
    team_id: identifier.nullable().optional(),
    members_with_roles: z.array(member).nullable().optional(),
  })
  .superRefine(knownMembers([...TEAM_MEMBERS, 'members_with_roles']))

/** `/team/update` */
export const updateTeamBody = z
  .looseObject({ ...teamFields, team_id: identifier })
  .superRefine(knownMembers(TEAM_MEMBERS))

/** `/team/member_add`: one member or several. */
export const addMemberBody = z
  .looseObject({ team_id: identifier, member: z.union([member, z.array(member).min(1)]), ...memberBudgetFields })
  .superRefine(knownMembers(['team_id', 'member', ...Object.keys(memberBudgetFields)]))

/** `/team/member_update` */
export const updateMemberBody = z
  .looseObject({ team_id: identifier, user_id: identifier, role: role.optional(), ...memberBudgetFields })
  .superRefine(knownMembers(['team_id', 'user_id', 'role', ...Object.keys(memberBudgetFields)]))

/** `/team/member_delete` */
export const removeMemberBody = z
  .looseObject({ team_id: identifier, user_id: identifier })
  .superRefine(knownMembers(['team_id', 'user_id']))

/** `/team/permissions_update` */
export const updatePermissionsBody = z.strictObject({ team_id: identifier, team_member_permissions: memberPermissions })

export const namedTeamBody = z.looseObject({ team_id: identifier })
export const deleteTeamsBody = z.looseObject({ team_ids: z.array(identifier).min(1) })

/** Members as they are sent, as a team keeps them. */
export const membersOf = (
  members: readonly z.infer<typeof member>[],
  budget: MemberBudget = {},
): readonly TeamMemberChange[] =>
  members.map((sent) => ({ userId: sent.user_id, role: sent.role, ...memberBudgetChange(budget) }))

/** The change a body asks for. Throws INVALID_PARAMS for limits and budgets that are not enforced. */
export function teamChange(body: z.infer<typeof updateTeamBody> | z.infer<typeof newTeamBody>): TeamChange {
  refuseUnsupported(body)
  return {
    ...(body.team_alias === undefined ? {} : { alias: body.team_alias }),
    ...(body.metadata ? { metadata: body.metadata } : {}),
    ...(body.team_member_permissions === undefined ? {} : { memberPermissions: body.team_member_permissions ?? [] }),
    ...(typeof body.blocked === 'boolean' ? { blocked: body.blocked } : {}),
    ...limitsChange(body),
    ...budgetChange(body),
    ...permissionChange(body.object_permission),
  }
}
