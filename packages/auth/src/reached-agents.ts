import type { AgentGrant, StoredAccessGroup } from '@gateway/core'

type Groups = ReadonlyMap<string, StoredAccessGroup>

interface Known {
  readonly agentIds: ReadonlySet<string>
  /** The access groups it was made of, as they were. */
  readonly groups: readonly (StoredAccessGroup | undefined)[]
}

/** So few agents cost less to look up again than to keep. */
const FEW = 16

/**
 * Which agents grants reach, whatever they are narrowed to there. Large sets are kept for as long as their grant is, so
 * that all keys of a team share what they have of it.
 */
export class ReachedAgents {
  readonly #known = new WeakMap<AgentGrant, Known>()

  /** `undefined` is every agent. A group that is gone has none. */
  by(grant: AgentGrant, groups: Groups): ReadonlySet<string> | undefined {
    if (grant.access === 'all') return undefined
    if (grant.access === 'none') return new Set()
    const { agentIds, groupIds = [] } = grant
    const named = groupIds.map((id) => groups.get(id))
    const known = this.#known.get(grant)
    if (known?.groups.every((group, index) => group === named[index])) return known.agentIds
    const reached = new Set([...agentIds, ...named.flatMap((group) => group?.agentIds ?? [])])
    if (reached.size > FEW) this.#known.set(grant, { agentIds: reached, groups: named })
    return reached
  }
}
