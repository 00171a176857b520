import { answerOf, type paths } from '@gateway/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'

export type Upstreams = paths['/v1/agents/{agent}/upstreams']['get']['responses'][200]['content']['application/json']
export type UpstreamState = Upstreams['upstreams'][number]

/** How the places stand where an agent runs. For administrators. */
export const upstreamsQuery = (agentId: string) =>
  queryOptions({
    queryKey: ['agents', 'upstreams', agentId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/v1/agents/{agent}/upstreams', { signal, params: { path: { agent: agentId } } })),
    refetchInterval: 5_000,
  })
