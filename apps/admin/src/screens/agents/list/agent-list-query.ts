import { answerOf } from '@gateway/client'
import { infiniteQueryOptions } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'
import type { Agent } from '../agents-query.ts'
import type { AgentsSearch } from '../agents-route.ts'
import { dayBefore } from './day-before.ts'
import { isFigureSort } from './list-sort.ts'

const PAGE = 100
/** Whoever has scrolled through many agents is not made to load all of them again. */
const MOST_REFRESHED_PAGES = 5

interface PageParam {
  /** `called`: agents in the order of their figures. `all`: in that of their names. */
  readonly of: 'called' | 'all'
  readonly cursor?: string
}

interface Page {
  readonly agents: readonly Agent[]
  readonly next?: PageParam
}

type Filters = Pick<AgentsSearch, 'q' | 'provider' | 'health'>

const filtersOf = ({ q, provider, health }: Filters) => ({
  ...(q === undefined ? {} : { contains: q }),
  ...(provider === undefined ? {} : { adapter: provider }),
  ...(health === undefined ? {} : { health }),
})

/**
 * The agents that whoever is signed in may see and that fit, page by page as one scrolls. By a figure, those that were
 * called come first in its order, and then the others by name.
 */
export const agentListQuery = ({ sort = 'name', ...filters }: Pick<AgentsSearch, 'sort'> & Filters) =>
  infiniteQueryOptions({
    queryKey: ['agents', 'list', sort, filtersOf(filters)],
    initialPageParam: { of: isFigureSort(sort) ? 'called' : 'all' } satisfies PageParam as PageParam,
    async queryFn({ signal, pageParam: { of, cursor } }): Promise<Page> {
      if (of === 'called' && isFigureSort(sort)) return calledAgents(sort, filters, cursor, signal)
      const order = sort === '-name' ? '-name' : 'name'
      const query = { ...filtersOf(filters), order, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) } as const
      const call = await api.GET('/v1/agents', { signal, params: { query } })
      const agents = await answerOf(Promise.resolve(call))
      const next = call.response.headers.get('x-next-cursor')
      return { agents, ...(next === null ? {} : { next: { of: 'all', cursor: next } }) }
    },
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) <= MOST_REFRESHED_PAGES ? 30_000 : false),
    select: ({ pages }) => [
      ...new Map(pages.flatMap(({ agents }) => agents).map((agent) => [agent.agent_id, agent])).values(),
    ],
  })

async function calledAgents(
  order: 'calls' | 'errors' | 'p95' | 'cost',
  filters: Filters,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Page> {
  const usage = await answerOf(
    api.GET('/v1/usage', {
      signal,
      params: {
        query: {
          from: dayBefore(),
          interval: 'total',
          group_by: 'agent',
          order,
          limit: PAGE,
          ...(order === 'p95' ? { latency: 'true' } : {}),
          ...(cursor === undefined ? {} : { cursor: Number(cursor) }),
        },
      },
    }),
  )
  const ids = (usage.groups ?? []).flatMap(({ id }) => id ?? [])
  const next: PageParam =
    usage.next_cursor === null || usage.next_cursor === undefined
      ? { of: 'all' }
      : { of: 'called', cursor: String(usage.next_cursor) }
  if (ids.length === 0) return { agents: [], next }
  const query = { ...filtersOf(filters), agent_ids: ids.join(), limit: PAGE }
  const found = await answerOf(api.GET('/v1/agents', { signal, params: { query } }))
  const place = new Map(ids.map((id, index) => [id, index]))
  return {
    agents: found.toSorted((one, other) => (place.get(one.agent_id) ?? 0) - (place.get(other.agent_id) ?? 0)),
    next,
  }
}
