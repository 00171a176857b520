import type {
  AccessGroupStore,
  AgentGrant,
  EffectiveGrant,
  GrantChange,
  RestrictionsChange,
  StoredAccessGroup,
} from '@gateway/core'
import { EVERYWHERE, gatewayError } from '@gateway/core'
import { grantWithin, groupIdsOf as groupIdsIn } from './effective-grant.ts'

/** The agent of an id or name. A grant is kept by id, so that an agent made anew under an old name is not covered by it. */
export type FindAgent = (idOrName: string) => { readonly id: string } | undefined

export interface GrantOptions {
  readonly findAgent: FindAgent
  /** Without it there are no access groups to grant. */
  readonly accessGroups?: AccessGroupStore | undefined
}

/** A grant after a change. Rejects with INVALID_PARAMS for an agent or access group that is not there. */
export async function changedGrant(
  before: AgentGrant,
  change: { readonly agents?: GrantChange; readonly restrictions?: RestrictionsChange },
  options: GrantOptions,
): Promise<AgentGrant> {
  const { restrictions: former, ...granted } = before
  const next = change.agents === undefined ? granted : await grantOf(change.agents, options)
  // Who is granted other agents is not thereby granted more at each: what narrows stays until it is taken away.
  const restrictions = change.restrictions === undefined ? former : restrictionsOf(change.restrictions, options)
  return restrictions === undefined ? next : { ...next, restrictions }
}

/** A changed grant of a key, which goes no further than that of the one who asks for it. */
export async function changedKeyGrant(
  before: AgentGrant,
  change: Parameters<typeof changedGrant>[1] & { readonly within?: EffectiveGrant },
  options: GrantOptions,
): Promise<AgentGrant> {
  const { agents, restrictions, within } = change
  const changed = await changedGrant(before, change, options)
  if (within === undefined || (agents === undefined && restrictions === undefined)) return changed
  const groups = new Map<string, StoredAccessGroup>()
  for (const id of groupIdsIn([changed])) {
    const group = await options.accessGroups?.get(id)
    if (group) groups.set(id, group)
  }
  return grantWithin(changed, within, groups)
}

function restrictionsOf(change: RestrictionsChange, { findAgent }: GrantOptions): AgentGrant['restrictions'] {
  const field = 'object_permission.agent_restrictions'
  const entries = Object.entries(change).map(([idOrName, restriction]) => {
    if (idOrName === EVERYWHERE) return [idOrName, restriction]
    const agent = findAgent(idOrName)
    if (agent) return [agent.id, restriction]
    throw gatewayError(
      'INVALID_PARAMS',
      `${field}: there is no agent '${idOrName}'. GET /v1/agents lists them; "*" narrows the grant at every agent.`,
      { field },
    )
  })
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

/** The grant that a change asks for. Rejects with INVALID_PARAMS for an agent or access group that is not there. */
async function grantOf(change: GrantChange, { findAgent, accessGroups }: GrantOptions): Promise<AgentGrant> {
  if (change === 'all' || change === 'none') return { access: change }
  const { agents, groups } = 'groups' in change ? change : { agents: change, groups: [] }
  if (agents.length === 0 && groups.length === 0) return { access: 'none' }
  const agentIds = idsOfAgents(agents, findAgent, 'object_permission.agents')
  const groupIds = await groupIdsOf(groups, accessGroups)
  return {
    access: 'selected',
    agentIds,
    ...(groupIds.length === 0 ? {} : { groupIds: [...new Set(groupIds)] }),
  }
}

/** The ids of agents named by id or name, each once. Throws INVALID_PARAMS for one that is not there. */
export function idsOfAgents(idsOrNames: readonly string[], findAgent: FindAgent, field: string): readonly string[] {
  const ids = idsOrNames.map((idOrName, index) => {
    const agent = findAgent(idOrName)
    if (agent) return agent.id
    throw gatewayError(
      'INVALID_PARAMS',
      `${field}[${index}]: there is no agent '${idOrName}'. GET /v1/agents lists them; "all" grants every agent.`,
      { field: `${field}[${index}]` },
    )
  })
  return [...new Set(ids)]
}

const MOST_GROUPS = 10_000

async function groupIdsOf(
  idsOrNames: readonly string[],
  accessGroups: AccessGroupStore | undefined,
): Promise<readonly string[]> {
  if (idsOrNames.length === 0) return []
  const entries = (await accessGroups?.list({ offset: 0, limit: MOST_GROUPS }))?.entries ?? []
  return idsOrNames.map((idOrName, index) => {
    const group = entries.find(({ id }) => id === idOrName) ?? entries.find(({ name }) => name === idOrName)
    if (group) return group.id
    throw gatewayError(
      'INVALID_PARAMS',
      `object_permission.agent_access_groups[${index}]: there is no access group '${idOrName}'. GET /v1/access_group lists them.`,
      { field: `object_permission.agent_access_groups[${index}]` },
    )
  })
}
