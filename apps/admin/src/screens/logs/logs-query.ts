import { answerOf, type components } from '@gateway/client'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import type { LogsSearch } from './logs-route.ts'

export type CallRecord = components['schemas']['CallRecord']

const PAGE = 100
const LIVE_MS = 2_000

/** The records of calls, newest first, page by page. `live`: new ones come by themselves while the first page is shown. */
export function logsQuery({ call: _open, ...filter }: LogsSearch, live: boolean) {
  const { min_total_ms: slow, min_cost: dear, ...texts } = filter
  return infiniteQueryOptions({
    queryKey: ['logs', filter],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      answerOf(
        api.GET('/v1/logs', {
          signal,
          params: {
            query: {
              limit: PAGE,
              ...texts,
              ...(slow === undefined ? {} : { min_total_ms: Number(slow) }),
              ...(dear === undefined ? {} : { min_cost: Number(dear) }),
              ...(pageParam === '' ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor,
    // Whoever reads what is older is not moved on.
    refetchInterval: ({ state }) => (live && (state.data?.pages.length ?? 0) <= 1 ? LIVE_MS : false),
    select: ({ pages }) => pages.flatMap(({ logs }) => logs),
  })
}

/** One call with its content. A record is written once, and stays as it is. */
export const callQuery = (id: string) =>
  queryOptions({
    queryKey: ['logs', 'call', id],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => answerOf(api.GET('/v1/logs/{id}', { signal, params: { path: { id } } })),
  })
