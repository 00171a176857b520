import { answerOf, type components } from '@gateway/client'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'

export type User = components['schemas']['User']

const PAGE = 100

/** The users whose address has this in it, page by page. */
export const usersQuery = (email: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['users', 'list', { email }],
    initialPageParam: 1,
    queryFn: ({ signal, pageParam: page }) =>
      answerOf(
        api.GET('/user/list', {
          signal,
          params: { query: { page, page_size: PAGE, ...(email === undefined ? {} : { user_email: email }) } },
        }),
      ),
    getNextPageParam: ({ page, total_pages }) => (page < total_pages ? page + 1 : undefined),
    select: ({ pages }) => ({ users: pages.flatMap(({ users }) => users), total: pages[0]?.total ?? 0 }),
  })

/** A user with keys and teams, and the `ETag` that says whether somebody has changed it since. */
export const userQuery = (id: string) =>
  queryOptions({
    queryKey: ['users', 'one', id],
    async queryFn({ signal }) {
      const asked = api.GET('/user/info', { signal, params: { query: { user_id: id } } })
      const [{ user_info: user, keys, teams }, { response }] = await Promise.all([answerOf(asked), asked])
      return { user, keys, teams, etag: response.headers.get('etag') ?? undefined }
    },
  })

export const userName = ({ user_alias, user_email, user_id }: Pick<User, 'user_alias' | 'user_email' | 'user_id'>) =>
  user_email ?? user_alias ?? user_id
