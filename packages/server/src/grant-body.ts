import type { GrantChange, RestrictionsChange } from '@gateway/core'
import { z } from 'zod'
import { agentRestrictions, restrictionsChange } from './restrictions-body.ts'
import { NOT_ENFORCED, refuseUnsupported } from './unsupported-fields.ts'

const agentNames = z.array(z.string().min(1))

/** Members of LiteLLM's that concern models, tools and mail: they grant and limit nothing here. */
const WITHOUT_EFFECT = new Set([
  'models',
  'aliases',
  'config',
  'permissions',
  'tags',
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

/** Refuses members that mean nothing: a misspelt one would give a key that can call nothing, and say so only at its first call. */
export function knownMembers(known: readonly string[]) {
  return (body: Readonly<Record<string, unknown>>, context: z.RefinementCtx) => {
    for (const name of Object.keys(body)) {
      if (known.includes(name) || WITHOUT_EFFECT.has(name) || NOT_ENFORCED.has(name)) continue
      context.addIssue({ code: 'custom', path: [name], message: `is not known here; known are ${known.join(', ')}` })
    }
  }
}

/** `object_permission` with LiteLLM's field names; `agents` also takes `"all"` and `"none"`. */
export const objectPermission = z
  .looseObject({
    agents: z
      .union([z.literal('all'), z.literal('none'), agentNames], {
        error: 'must be a list of agent ids or names, "all" or "none"',
      })
      .nullable()
      .optional(),
    agent_access_groups: agentNames.nullable().optional(),
    agent_restrictions: agentRestrictions.nullable().optional(),
  })
  .superRefine(knownMembers(['agents', 'agent_access_groups', 'agent_restrictions']))

/**
 * What `object_permission` asks for: which agents, and what they are narrowed to; `null` takes both away. Throws
 * INVALID_PARAMS for what is not enforced.
 */
export function permissionChange(permission: z.infer<typeof objectPermission> | null | undefined): {
  agents?: GrantChange
  restrictions?: RestrictionsChange
} {
  refuseUnsupported(permission ?? {})
  if (permission === null) return { agents: 'none', restrictions: {} }
  const agents = grantChange(permission)
  return { ...(agents === undefined ? {} : { agents }), ...restrictionsChange(permission?.agent_restrictions) }
}

function grantChange(permission: z.infer<typeof objectPermission> | undefined): GrantChange | undefined {
  const groups = permission?.agent_access_groups ?? []
  // What is left out stays as it is; a list of groups without one of agents is the whole grant.
  const agents =
    permission?.agents ?? (permission?.agents === null || permission?.agent_access_groups ? 'none' : undefined)
  if (agents === undefined) return undefined
  // One element "all" is how a client that can only send a list says it.
  if (agents === 'all' || (agents.length === 1 && agents[0] === 'all')) return 'all'
  if (groups.length > 0) return { agents: agents === 'none' ? [] : agents, groups }
  return agents
}
