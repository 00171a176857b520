import { answerOf, type paths } from '@gateway/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import type { Session } from '../../api/session-state.ts'

export type DayOfUsage = paths['/v1/usage']['get']['responses'][200]['content']['application/json']

const OFTEN_MS = 2_000
const AT_TIMES_MS = 30_000
const LAST = 10
const FEW = 100
/** Agents that are named as in trouble; of more, their number. */
const MOST_NAMED = 5

/** The last calls, as they end. */
export const lastCallsQuery = queryOptions({
  queryKey: ['logs', 'last'],
  refetchInterval: OFTEN_MS,
  queryFn: ({ signal }) => answerOf(api.GET('/v1/logs', { signal, params: { query: { limit: LAST } } })),
  select: ({ logs }) => logs,
})

/** What the calls of the last 24 hours took and cost, hour by hour, and those of the 24 hours before. Of people, their own. */
export const dayQuery = ({ may, user_id: user }: Session) => {
  const own = may.includes('see usage') || user === undefined ? {} : { user }
  return queryOptions<DayOfUsage>({
    queryKey: ['usage', 'day', own],
    // Of few calls each is looked for.
    refetchInterval: ({ state: { data } }) => ((data?.totals.calls ?? 0) < FEW ? OFTEN_MS : AT_TIMES_MS),
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/v1/usage', {
          signal,
          params: { query: { interval: 'hour', latency: 'true', compare: 'previous', ...own } },
        }),
      ),
  })
}

/** Agents that cannot be called, or not everywhere. For whoever sees every agent. */
export const troubleQuery = queryOptions({
  queryKey: ['agents', 'trouble'],
  refetchInterval: AT_TIMES_MS,
  async queryFn({ signal }) {
    const of = (health: 'down' | 'degraded') =>
      answerOf(api.GET('/v1/agents', { signal, params: { query: { health, limit: MOST_NAMED } } }))
    const [summary, down, degraded] = await Promise.all([
      answerOf(api.GET('/v1/agent_summary', { signal })),
      of('down'),
      of('degraded'),
    ])
    return {
      total: summary.total,
      count: (summary.health.down ?? 0) + (summary.health.degraded ?? 0),
      named: [...down, ...degraded].slice(0, MOST_NAMED),
    }
  },
})

/** Whether there are keys but those that the first steps make. For whoever sees keys. */
export const keyCountQuery = queryOptions({
  queryKey: ['keys', 'count'],
  refetchInterval: AT_TIMES_MS,
  queryFn: ({ signal }) => answerOf(api.GET('/key/list', { signal, params: { query: { size: 1 } } })),
  select: ({ total_count }) => total_count,
})
