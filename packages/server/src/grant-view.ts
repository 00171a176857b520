import type { AgentGrant, EffectiveGrant } from '@gateway/core'
import { EVERYWHERE } from '@gateway/core'
import { z } from 'zod'
import { restrictionsAnswer, restrictionsView } from './restrictions-body.ts'

/** What `grantView` makes. */
export const grantAnswer = z
  .object({
    agents: z.union([z.literal('all'), z.array(z.string())]),
    agent_access_groups: z.array(z.string()),
    agents_access: z.enum(['none', 'selected', 'all']),
    ...restrictionsAnswer,
  })
  .meta({ id: 'ObjectPermission', description: 'Which agents may be called.' })

/** A grant as `object_permission` shows it: `agents` as it can be sent again, `agents_access` which of the three it is. */
export function grantView(grant: AgentGrant) {
  const { access, restrictions } = grant
  return view(access, grant.access === 'selected' ? grant : undefined, restrictionsView(restrictions))
}

/** What is left of several grants, in the same form. */
export function effectiveGrantView(grant: EffectiveGrant) {
  const { access, rules } = grant
  const { everywhere, at = [] } = rules ?? {}
  const narrowed = new Map([...(everywhere === undefined ? [] : [[EVERYWHERE, everywhere] as const]), ...at])
  const selected = grant.access === 'selected' ? { agentIds: [...grant.agentIds] } : undefined
  return view(access, selected, restrictionsView(narrowed))
}

function view(
  access: AgentGrant['access'],
  selected: { readonly agentIds: readonly string[]; readonly groupIds?: readonly string[] } | undefined,
  restrictions: ReturnType<typeof restrictionsView>,
) {
  return {
    agents: selected?.agentIds ?? (access === 'all' ? ('all' as const) : []),
    agent_access_groups: selected?.groupIds ?? [],
    agents_access: access,
    ...restrictions,
  }
}
