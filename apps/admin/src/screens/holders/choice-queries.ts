import { answerOf } from '@gateway/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'

const PAGE = 100
const MOST = 1_000

/** Teams to choose from, by name. */
export const teamChoicesQuery = queryOptions({
  queryKey: ['teams', 'choices'],
  queryFn: ({ signal }) => answerOf(api.GET('/team/list', { signal })),
  select: (teams) =>
    teams.slice(0, MOST).map(({ team_id, team_alias }) => ({ value: team_id, label: team_alias ?? team_id })),
})

/** Users to choose from, by their address or id. */
export const userChoicesQuery = queryOptions({
  queryKey: ['users', 'choices'],
  queryFn: ({ signal }) => answerOf(api.GET('/user/list', { signal, params: { query: { page_size: PAGE } } })),
  select: ({ users }) => users.map(({ user_id, user_email }) => ({ value: user_id, label: user_email ?? user_id })),
})

/** Access groups to choose from, by name. */
export const groupChoicesQuery = queryOptions({
  queryKey: ['access-groups', 'choices'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/access_group', { signal })),
  select: (groups) => groups.map(({ access_group_name: name }) => ({ value: name, label: name })),
})
