import { answerOf, type components } from '@gateway/client'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import type { KeysSearch } from './keys-route.ts'

export type Key = components['schemas']['Key']
export type AccessExplanation = components['schemas']['AccessExplanation']

const PAGE = 100
const REFRESH_MS = 30_000

/** The keys that fit, newest first, page by page. */
export const keysQuery = ({ alias, team, user }: KeysSearch) =>
  infiniteQueryOptions({
    queryKey: ['keys', 'list', { alias, team, user }],
    initialPageParam: 1,
    refetchInterval: REFRESH_MS,
    queryFn: ({ signal, pageParam: page }) =>
      answerOf(
        api.GET('/key/list', {
          signal,
          params: {
            query: {
              page,
              size: PAGE,
              return_full_object: 'true',
              ...(alias === undefined ? {} : { key_alias: alias }),
              ...(team === undefined ? {} : { team_id: team }),
              ...(user === undefined ? {} : { user_id: user }),
            },
          },
        }),
      ),
    getNextPageParam: ({ current_page, total_pages }) => (current_page < total_pages ? current_page + 1 : undefined),
    select: ({ pages }) => ({
      keys: pages.flatMap(({ keys }) => keys).filter((key) => typeof key !== 'string'),
      total: pages[0]?.total_count ?? 0,
    }),
  })

/** One key, and the `ETag` that says whether somebody has changed it since. */
export const keyQuery = (id: string) =>
  queryOptions({
    queryKey: ['keys', 'one', id],
    async queryFn({ signal }): Promise<{ readonly key: Key; readonly etag: string | undefined }> {
      const asked = api.GET('/key/info', { signal, params: { query: { key: id } } })
      const [{ info }, { response }] = await Promise.all([answerOf(asked), asked])
      return { key: info, etag: response.headers.get('etag') ?? undefined }
    },
  })

/** What of a key's budgets is spent. */
export const keyBudgetQuery = (id: string) =>
  queryOptions({
    queryKey: ['keys', 'budget', id],
    refetchInterval: REFRESH_MS,
    queryFn: ({ signal }) => answerOf(api.GET('/v1/budgets', { signal, params: { query: { key: id } } })),
    select: ({ windows }) => windows,
  })

/** Why a key may call an agent, or may not. */
export const accessQuery = (key: string, agent: string) =>
  queryOptions({
    queryKey: ['access', key, agent],
    staleTime: 0,
    queryFn: ({ signal }): Promise<AccessExplanation> =>
      answerOf(api.GET('/v1/access', { signal, params: { query: { key, agent } } })),
  })
