import { answerOf, type paths } from '@gateway/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'

export type AgentCallers = paths['/v1/agents/{agent}/callers']['get']['responses'][200]['content']['application/json']

/** Who may call an agent, and through what. For administrators. */
export const callersQuery = (agentId: string) =>
  queryOptions({
    queryKey: ['agents', 'callers', agentId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/v1/agents/{agent}/callers', { signal, params: { path: { agent: agentId } } })),
  })
