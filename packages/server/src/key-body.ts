import type { KeyChange } from '@gateway/core'
import { z } from 'zod'
import { refuseUnsupported } from './unsupported-fields.ts'

const text = z.string().trim().min(1).max(256).nullable().optional()
const agentNames = z.array(z.string().min(1))

/** `object_permission` with LiteLLM's field names; `agents` also takes `"all"` and `"none"`. */
const objectPermission = z.looseObject({
  agents: z
    .union([z.literal('all'), z.literal('none'), agentNames], {
      error: 'must be a list of agent ids or names, "all" or "none"',
    })
    .nullable()
    .optional(),
})

/** What `/key/generate` and `/key/update` take: LiteLLM's names. Members that concern models are accepted and have no effect. */
export const keyBody = z.looseObject({
  key_alias: text,
  user_id: text,
  team_id: text,
  duration: z.string().nullable().optional(),
  metadata: z.record(z.string(), z.unknown()).nullable().optional(),
  blocked: z.boolean().nullable().optional(),
  object_permission: objectPermission.nullable().optional(),
})

/** The change a body asks for. Throws INVALID_PARAMS for limits and budgets that are not enforced. */
export function keyChange(body: z.infer<typeof keyBody>): KeyChange {
  refuseUnsupported(body)
  refuseUnsupported(body.object_permission ?? {})
  const agents = body.object_permission === null ? 'none' : body.object_permission?.agents
  return {
    ...(body.key_alias === undefined ? {} : { alias: body.key_alias }),
    ...(body.user_id === undefined ? {} : { userId: body.user_id }),
    ...(body.team_id === undefined ? {} : { teamId: body.team_id }),
    ...(body.duration === undefined ? {} : { duration: body.duration }),
    ...(body.metadata ? { metadata: body.metadata } : {}),
    ...(body.blocked === undefined || body.blocked === null ? {} : { blocked: body.blocked }),
    // One element "all" is how a client that can only send a list says it.
    ...(agents === undefined
      ? {}
      : { agents: agents === null ? 'none' : agents.length === 1 && agents[0] === 'all' ? 'all' : agents }),
  }
}
