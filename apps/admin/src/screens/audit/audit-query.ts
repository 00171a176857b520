import { answerOf, type paths } from '@gateway/client'
import { infiniteQueryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import type { AuditSearch } from './audit-route.ts'

export type AuditEntry = paths['/v1/audit']['get']['responses'][200]['content']['application/json']['entries'][number]

const PAGE = 100
const REFRESH_MS = 10_000

/** What was changed, newest first, page by page. */
export const auditQuery = ({ entry: _open, ...filter }: AuditSearch) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      answerOf(
        api.GET('/v1/audit', {
          signal,
          params: { query: { limit: PAGE, ...filter, ...(pageParam === '' ? {} : { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: ({ next_cursor }) => next_cursor,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) <= 1 ? REFRESH_MS : false),
    select: ({ pages }) => pages.flatMap(({ entries }) => entries),
  })
