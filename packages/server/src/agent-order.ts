import { gatewayError } from '@gateway/core'
import type { ListPage } from './list-page.ts'
import type { ServedAgent } from './ports.ts'

type Placed = Pick<ServedAgent, 'id' | 'source' | 'createdAt'>

export interface AgentsPage {
  /** `next` of the page before. */
  readonly cursor?: string | undefined
  /** Default: no limit. */
  readonly limit?: number | undefined
}

/**
 * A page of those agents that `take` takes, in the order of the registry: from the file first, then as they were
 * registered. A page ends with an agent's id and when it was registered: the next one goes on there at every gateway, also
 * when that agent is gone by then.
 */
export function pageOfAgents<Agent extends Placed, Item>(
  agents: readonly Agent[],
  { cursor, limit = Number.POSITIVE_INFINITY }: AgentsPage,
  take: (agent: Agent) => Item | undefined,
): ListPage<Item> {
  const items: Item[] = []
  let last: Agent | undefined
  for (let index = startOf(agents, cursor); index < agents.length; index += 1) {
    const agent = agents[index]
    const item = agent && take(agent)
    if (item === undefined) continue
    if (items.length === limit && last !== undefined) return { items, next: cursorOf(last) }
    items.push(item)
    last = agent
  }
  return { items }
}

const cursorOf = ({ id, source, createdAt }: Placed) => `${source === 'file' ? 'file' : createdAt}_${id}`

function startOf(agents: readonly Placed[], cursor: string | undefined): number {
  if (cursor === undefined) return 0
  const place = cursor.indexOf('_')
  const [since, id] = [cursor.slice(0, Math.max(place, 0)), cursor.slice(place + 1)]
  if (since !== 'file' && since !== '') {
    return firstWhere(agents, ({ source, createdAt, id: other }) =>
      source === 'file' ? false : createdAt === since ? other > id : createdAt > since,
    )
  }
  const known = agents.findIndex((agent) => agent.id === id)
  if (known >= 0) return known + 1
  throw gatewayError(
    'INVALID_PARAMS',
    'cursor: it is of another list, or the agent that the page before ended with is not in gateway.yaml any more. Begin at the first page.',
    { field: 'cursor' },
  )
}

/** The index of the first that is so, in a list where all behind it are; its length where none is. */
function firstWhere<Item>(items: readonly Item[], isSo: (item: Item) => boolean): number {
  let [from, to] = [0, items.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    const item = items[middle]
    if (item !== undefined && isSo(item)) to = middle
    else from = middle + 1
  }
  return from
}
