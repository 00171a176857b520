import type { KeyChange } from '@gateway/core'
import { z } from 'zod'
import { budgetChange, budgetFields, increaseFields } from './budget-body.ts'
import { tagsField } from './call-tags.ts'
import { knownMembers, objectPermission, permissionChange } from './grant-body.ts'
import { sameScope, scopeFields, scopesChange } from './key-scope-body.ts'
import { limitFields, limitsChange } from './limits-body.ts'
import { rotationChange, rotationFields } from './rotation-body.ts'
import { refuseUnsupported } from './unsupported-fields.ts'

const text = z.string().trim().min(1).max(256).nullable().optional()
/** What `/key/generate` and `/key/update` take: LiteLLM's names. Members that concern models are accepted and have no effect. */
export const keyBody = z.looseObject({
  key_alias: text,
  user_id: text,
  team_id: text,
  agent_id: text.describe('Id or name of the agent that calls with it.'),
  tags: tagsField,
  duration: z.string().nullable().optional(),
  metadata: z.record(z.string(), z.unknown()).nullable().optional(),
  blocked: z.boolean().nullable().optional(),
  ...limitFields,
  ...rotationFields,
  ...budgetFields,
  ...increaseFields,
  ...scopeFields,
  object_permission: objectPermission.nullable().optional(),
})

const KEY_MEMBERS = [
  'key',
  'key_alias',
  'user_id',
  'team_id',
  'agent_id',
  'tags',
  'duration',
  'object_permission',
  'blocked',
  'metadata',
  ...Object.keys(limitFields),
  ...Object.keys(rotationFields),
  ...Object.keys(budgetFields),
  ...Object.keys(increaseFields),
  ...Object.keys(scopeFields),
]

/** Refuses members of a key's body that mean nothing, and those of which one undoes another. */
export const knownKeyMembers = wholeBody(KEY_MEMBERS)
export const knownRegenerateMembers = wholeBody([...KEY_MEMBERS, 'new_key'])

function wholeBody(members: readonly string[]) {
  const known = knownMembers(members)
  return (body: z.infer<typeof keyBody>, context: z.RefinementCtx) => {
    known(body, context)
    sameScope(body, context)
  }
}

/** The change a body asks for. Throws INVALID_PARAMS for limits and budgets that are not enforced. */
export function keyChange(body: z.infer<typeof keyBody>): KeyChange {
  const { allowed_routes: _supported, ...rest } = body
  refuseUnsupported(rest)
  return {
    ...(body.key_alias === undefined ? {} : { alias: body.key_alias }),
    ...(body.user_id === undefined ? {} : { userId: body.user_id }),
    ...(body.team_id === undefined ? {} : { teamId: body.team_id }),
    ...(body.agent_id === undefined ? {} : { agentId: body.agent_id }),
    ...(body.tags === undefined ? {} : { tags: body.tags ?? [] }),
    ...(body.duration === undefined ? {} : { duration: body.duration }),
    ...(body.metadata ? { metadata: body.metadata } : {}),
    ...(body.blocked === undefined || body.blocked === null ? {} : { blocked: body.blocked }),
    ...limitsChange(body),
    ...rotationChange(body),
    ...budgetChange(body),
    ...scopesChange(body),
    ...permissionChange(body.object_permission),
  }
}
