import type { KeyChange } from '@gateway/core'
import { z } from 'zod'
import { budgetChange, budgetFields, increaseFields } from './budget-body.ts'
import { knownMembers, objectPermission, permissionChange } from './grant-body.ts'
import { limitFields, limitsChange } from './limits-body.ts'
import { rotationChange, rotationFields } from './rotation-body.ts'
import { refuseUnsupported } from './unsupported-fields.ts'

const text = z.string().trim().min(1).max(256).nullable().optional()
/** What `/key/generate` and `/key/update` take: LiteLLM's names. Members that concern models are accepted and have no effect. */
export const keyBody = z.looseObject({
  key_alias: text,
  user_id: text,
  team_id: text,
  duration: z.string().nullable().optional(),
  metadata: z.record(z.string(), z.unknown()).nullable().optional(),
  blocked: z.boolean().nullable().optional(),
  ...limitFields,
  ...rotationFields,
  ...budgetFields,
  ...increaseFields,
  object_permission: objectPermission.nullable().optional(),
})

const KEY_MEMBERS = [
  'key',
  'key_alias',
  'user_id',
  'team_id',
  'duration',
  'object_permission',
  'blocked',
  'metadata',
  ...Object.keys(limitFields),
  ...Object.keys(rotationFields),
  ...Object.keys(budgetFields),
  ...Object.keys(increaseFields),
]

/** Refuses members of a key's body that mean nothing. */
export const knownKeyMembers = knownMembers(KEY_MEMBERS)
export const knownRegenerateMembers = knownMembers([...KEY_MEMBERS, 'new_key'])

/** The change a body asks for. Throws INVALID_PARAMS for limits and budgets that are not enforced. */
export function keyChange(body: z.infer<typeof keyBody>): KeyChange {
  refuseUnsupported(body)
  return {
    ...(body.key_alias === undefined ? {} : { alias: body.key_alias }),
    ...(body.user_id === undefined ? {} : { userId: body.user_id }),
    ...(body.team_id === undefined ? {} : { teamId: body.team_id }),
    ...(body.duration === undefined ? {} : { duration: body.duration }),
    ...(body.metadata ? { metadata: body.metadata } : {}),
    ...(body.blocked === undefined || body.blocked === null ? {} : { blocked: body.blocked }),
    ...limitsChange(body),
    ...rotationChange(body),
    ...budgetChange(body),
    ...permissionChange(body.object_permission),
  }
}
