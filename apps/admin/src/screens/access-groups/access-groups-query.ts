import { answerOf, type components } from '@gateway/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'

export type AccessGroup = components['schemas']['AccessGroup']

export const accessGroupsQuery = queryOptions({
  queryKey: ['access-groups', 'list'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/access_group', { signal })),
})
