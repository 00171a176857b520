import { z } from 'zod'
import { budgetFields } from './budget-body.ts'
import { limitFields } from './limits-body.ts'
import { identifier } from './team-body.ts'

const text = z.string().nullable().optional()
const label = z.string().trim().max(256).nullable().optional()
const names = z.array(z.string()).nullable().optional()

/** A column of JSON, which some versions of LiteLLM wrote as a text of JSON. */
const json = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => {
    if (typeof value !== 'string') return value
    try {
      return JSON.parse(value)
    } catch {
      return value
    }
  }, schema)

const object = json(z.record(z.string(), z.unknown()).nullable().optional())

/** A row of `LiteLLM_ObjectPermissionTable`. */
export const permissionRow = z.looseObject({
  object_permission_id: text,
  agents: names,
  agent_access_groups: names,
})

const budgetWindow = z.object({ budget_duration: z.string(), max_budget: z.number() })

/** What keys, teams and users have in common. */
const holder = {
  object_permission_id: text,
  object_permission: permissionRow.nullable().optional(),
  access_group_ids: names,
  metadata: object,
  ...limitFields,
  ...budgetFields,
  soft_budget: z.preprocess((value) => (value === 0 ? null : value), budgetFields.soft_budget),
  // Beside what a window is, LiteLLM keeps when it ends.
  budget_limits: json(z.array(budgetWindow).nullable().optional().pipe(budgetFields.budget_limits)),
}

/** A row of `LiteLLM_VerificationToken`. */
export const keyRow = z.looseObject({
  token: z.string().regex(/^[0-9a-f]{64}$/, 'must be the SHA-256 of the key in hex, as LiteLLM stores it'),
  key_name: label,
  key_alias: label,
  user_id: identifier.nullable().optional(),
  team_id: identifier.nullable().optional(),
  agent_id: text,
  expires: text,
  blocked: z.boolean().nullable().optional(),
  allowed_routes: names,
  ...holder,
})

/** A row of `LiteLLM_TeamMembership` with its budget, as LiteLLM's `/team/info` has them. */
const membershipRow = z.looseObject({
  user_id: z.string(),
  litellm_budget_table: z
    .looseObject({ max_budget: budgetFields.max_budget, budget_duration: budgetFields.budget_duration })
    .nullable()
    .optional(),
})

/** Its id goes the way of those that `/team/member_add` takes; an empty one is of nobody. */
const memberRow = z.looseObject({
  user_id: z
    .union([z.literal(''), identifier])
    .nullable()
    .optional(),
  role: text,
})

/** A row of `LiteLLM_TeamTable`. */
export const teamRow = z.looseObject({
  team_id: identifier,
  team_alias: label,
  // An object where there never was a member.
  members_with_roles: json(
    z
      .union([z.array(memberRow), z.record(z.string(), z.unknown())])
      .nullable()
      .optional(),
  ),
  team_member_permissions: names,
  team_memberships: z.array(membershipRow).nullable().optional(),
  blocked: z.boolean().nullable().optional(),
  ...holder,
})

/** A row of `LiteLLM_UserTable`. */
export const userRow = z.looseObject({
  user_id: identifier,
  user_alias: label,
  user_email: text,
  user_role: text,
  ...holder,
})

/** A row of `LiteLLM_AgentsTable`. */
export const agentRow = z.looseObject({
  agent_id: text,
  agent_name: z.string().min(1),
  agent_card_params: object,
  litellm_params: object,
  static_headers: json(z.record(z.string(), z.string()).nullable().optional()),
  extra_headers: names,
  agent_access_groups: names,
  object_permission_id: text,
  object_permission: permissionRow.nullable().optional(),
  enabled: z.boolean().nullable().optional(),
})

export type PermissionRow = z.infer<typeof permissionRow>
export type KeyRow = z.infer<typeof keyRow>
export type TeamRow = z.infer<typeof teamRow>
export type UserRow = z.infer<typeof userRow>
export type AgentRow = z.infer<typeof agentRow>
