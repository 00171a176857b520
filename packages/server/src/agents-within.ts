import type { EffectiveGrant } from '@gateway/core'
import type { ServedAgent } from './ports.ts'

type Placed = Pick<ServedAgent, 'id' | 'source' | 'createdAt'>

/** Of a grant that names more than one in so many, looking through all is quicker than putting its own in order. */
const FEW = 16

/**
 * Agents among which all are that a grant covers, in the order of the directory. Of a grant that names few: those from the
 * file and the ones it names, found by their ids, however many others there are. Ask `grants` of each.
 */
export function agentsWithin<Served extends Placed>(
  agents: { list(): readonly Served[]; find(idOrName: string): Served | undefined },
  grant: EffectiveGrant,
): readonly Served[] {
  if (grant.access === 'none') return []
  const all = agents.list()
  if (grant.access === 'all' || grant.agentIds.size * FEW > all.length) return all
  const stored: Served[] = []
  for (const id of grant.agentIds) {
    const found = agents.find(id)
    // An id may be the name of another.
    if (found?.id === id && found.source === 'store') stored.push(found)
  }
  const end = all.findIndex(({ source }) => source === 'store')
  return [...all.slice(0, end < 0 ? all.length : end), ...stored.sort(inOrder)]
}

const inOrder = (one: Placed, other: Placed) => compare(one.createdAt, other.createdAt) || compare(one.id, other.id)

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
