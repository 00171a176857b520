import { answerOf, type paths } from '@gateway/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'

export type CallTree = paths['/v1/logs/sessions/{id}']['get']['responses'][200]['content']['application/json']
export type TreeCall = CallTree['calls'][number]

const REFRESH_MS = 5_000

/** The calls of a conversation or trace and those that they caused, as they are so far. */
export const sessionTreeQuery = (id: string) =>
  queryOptions({
    queryKey: ['logs', 'session', id],
    refetchInterval: REFRESH_MS,
    queryFn: ({ signal }): Promise<CallTree> =>
      answerOf(api.GET('/v1/logs/sessions/{id}', { signal, params: { path: { id } } })),
  })
