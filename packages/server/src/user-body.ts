import type { UserChange } from '@gateway/core'
import { z } from 'zod'
import { budgetChange, budgetFields, increaseFields } from './budget-body.ts'
import { knownMembers, objectPermission, permissionChange } from './grant-body.ts'
import { limitFields, limitsChange } from './limits-body.ts'
import { identifier } from './team-body.ts'
import { refuseUnsupported } from './unsupported-fields.ts'

const text = z.string().trim().min(1).max(256).nullable().optional()

/** LiteLLM's names of what a user may be. */
export const userRole = z.enum(['proxy_admin', 'proxy_admin_viewer', 'internal_user', 'internal_user_viewer'], {
  error: 'must be proxy_admin, proxy_admin_viewer, internal_user or internal_user_viewer',
})

const userFields = {
  user_alias: text,
  user_email: z.email().nullable().optional(),
  user_role: userRole.nullable().optional(),
  blocked: z
    .boolean()
    .nullable()
    .optional()
    .describe('A blocked user is refused, with keys, tokens and sessions alike.'),
  metadata: z.record(z.string(), z.unknown()).nullable().optional(),
  object_permission: objectPermission.nullable().optional(),
  ...limitFields,
  ...budgetFields,
  ...increaseFields,
}
const USER_MEMBERS = ['user_id', ...Object.keys(userFields)]

/** `/user/new`. A key is made with the user unless `auto_create_key` is false; `key_alias` and `duration` are that key's. */
export const newUserBody = z
  .looseObject({
    ...userFields,
    user_id: identifier.nullable().optional(),
    teams: z.array(identifier).nullable().optional(),
    auto_create_key: z.boolean().default(true),
    key_alias: text,
    duration: z.string().nullable().optional(),
  })
  .superRefine(knownMembers([...USER_MEMBERS, 'teams', 'auto_create_key', 'key_alias', 'duration']))

/** `/user/update` */
export const updateUserBody = z
  .looseObject({ ...userFields, user_id: identifier })
  .superRefine(knownMembers(USER_MEMBERS))

export const deleteUsersBody = z.looseObject({ user_ids: z.array(identifier).min(1) })

export const listUsersQuery = z.object({
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  page_size: z.coerce.number().int().min(1).max(100).default(25),
  role: userRole.optional(),
  user_email: z.string().optional(),
})

/** The change a body asks for. Throws INVALID_PARAMS for limits and budgets that are not enforced. */
export function userChange(body: z.infer<typeof updateUserBody> | z.infer<typeof newUserBody>): UserChange {
  refuseUnsupported(body)
  return {
    ...(body.user_alias === undefined ? {} : { alias: body.user_alias }),
    ...(body.user_email === undefined ? {} : { email: body.user_email }),
    ...(body.user_role ? { role: body.user_role } : {}),
    ...(typeof body.blocked === 'boolean' ? { blocked: body.blocked } : {}),
    ...(body.metadata ? { metadata: body.metadata } : {}),
    ...limitsChange(body),
    ...budgetChange(body),
    ...permissionChange(body.object_permission),
  }
}
