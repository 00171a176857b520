import type { KeyChange } from '@gateway/core'
import { z } from 'zod'
import { NOT_ENFORCED, refuseUnsupported } from './unsupported-fields.ts'

const text = z.string().trim().min(1).max(256).nullable().optional()
/** None of nothing: a key that may do nothing is one that is blocked. */
const most = z
  .int('must be a whole number, or null for no limit')
  .min(1, 'must be at least 1, or null for no limit; /key/block stops a key')
  .nullable()
  .optional()
const agentNames = z.array(z.string().min(1))

/** Members of LiteLLM's that concern models, tools and mail: they grant and limit nothing here. */
const WITHOUT_EFFECT = new Set([
  'models',
  'aliases',
  'config',
  'permissions',
  'tags',
  'key_type',
  'policies',
  'model_rpm_limit',
  'model_tpm_limit',
  'model_max_budget',
  'rpm_limit_type',
  'tpm_limit_type',
  'send_invite_email',
  'organization_id',
  'mcp_servers',
  'mcp_access_groups',
  'mcp_toolsets',
  'mcp_tool_permissions',
  'vector_stores',
  'keys',
  'token',
  'key_name',
  'expires',
  'agents_access',
  'created_at',
  'updated_at',
  'created_by',
])

/** A misspelt member would give a key that can call nothing, and say so only at its first call. */
function knownMembers(known: readonly string[]) {
  return (body: Readonly<Record<string, unknown>>, context: z.RefinementCtx) => {
    for (const name of Object.keys(body)) {
      if (known.includes(name) || WITHOUT_EFFECT.has(name) || NOT_ENFORCED.has(name)) continue
      context.addIssue({ code: 'custom', path: [name], message: `is not known here; known are ${known.join(', ')}` })
    }
  }
}

/** `object_permission` with LiteLLM's field names; `agents` also takes `"all"` and `"none"`. */
const objectPermission = z
  .looseObject({
    agents: z
      .union([z.literal('all'), z.literal('none'), agentNames], {
        error: 'must be a list of agent ids or names, "all" or "none"',
      })
      .nullable()
      .optional(),
  })
  .superRefine(knownMembers(['agents']))

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
  refuseUnsupported(body.object_permission ?? {})
  const agents = body.object_permission === null ? 'none' : body.object_permission?.agents
  return {
    ...(body.key_alias === undefined ? {} : { alias: body.key_alias }),
    ...(body.user_id === undefined ? {} : { userId: body.user_id }),
    ...(body.team_id === undefined ? {} : { teamId: body.team_id }),
    ...(body.duration === undefined ? {} : { duration: body.duration }),
    ...(body.metadata ? { metadata: body.metadata } : {}),
    ...(body.blocked === undefined || body.blocked === null ? {} : { blocked: body.blocked }),
    ...limitsChange(body),
    // One element "all" is how a client that can only send a list says it.
    ...(agents === undefined
      ? {}
      : { agents: agents === null ? 'none' : agents.length === 1 && agents[0] === 'all' ? 'all' : agents }),
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
