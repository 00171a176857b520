import type { KeyChange } from '@gateway/core'
import { z } from 'zod'
import { grantChange, knownMembers, objectPermission } from './grant-body.ts'
import { refuseUnsupported } from './unsupported-fields.ts'

const text = z.string().trim().min(1).max(256).nullable().optional()
/** None of nothing: a key that may do nothing is one that is blocked. */
const most = z
  .int('must be a whole number, or null for no limit')
  .min(1, 'must be at least 1, or null for no limit; /key/block stops a key')
  .nullable()
  .optional()

/** What `/key/generate` and `/key/update` take: LiteLLM's names. Members that concern models are accepted and have no effect. */
export const keyBody = z.looseObject({
  key_alias: text,
  user_id: text,
  team_id: text,
  duration: z.string().nullable().optional(),
  metadata: z.record(z.string(), z.unknown()).nullable().optional(),
  blocked: z.boolean().nullable().optional(),
  rpm_limit: most,
  tpm_limit: most,
  max_parallel_requests: most,
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
  'rpm_limit',
  'tpm_limit',
  'max_parallel_requests',
]

/** Refuses members of a key's body that mean nothing. */
export const knownKeyMembers = knownMembers(KEY_MEMBERS)

/** The change a body asks for. Throws INVALID_PARAMS for limits and budgets that are not enforced. */
export function keyChange(body: z.infer<typeof keyBody>): KeyChange {
  refuseUnsupported(body)
  const agents = grantChange(body.object_permission)
  return {
    ...(body.key_alias === undefined ? {} : { alias: body.key_alias }),
    ...(body.user_id === undefined ? {} : { userId: body.user_id }),
    ...(body.team_id === undefined ? {} : { teamId: body.team_id }),
    ...(body.duration === undefined ? {} : { duration: body.duration }),
    ...(body.metadata ? { metadata: body.metadata } : {}),
    ...(body.blocked === undefined || body.blocked === null ? {} : { blocked: body.blocked }),
    ...limitsChange(body),
    ...(agents === undefined ? {} : { agents }),
  }
}

/** Limits that a body names; `null` takes one away. */
function limitsChange(body: z.infer<typeof keyBody>): Pick<KeyChange, 'limits'> {
  const { rpm_limit, tpm_limit, max_parallel_requests } = body
  const limits = {
    ...(rpm_limit === undefined ? {} : { requestsPerMinute: rpm_limit }),
    ...(tpm_limit === undefined ? {} : { tokensPerMinute: tpm_limit }),
    ...(max_parallel_requests === undefined ? {} : { parallel: max_parallel_requests }),
  }
  return Object.keys(limits).length === 0 ? {} : { limits }
}
