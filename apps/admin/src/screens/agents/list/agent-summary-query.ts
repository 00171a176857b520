import { answerOf, type paths } from '@gateway/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'

export type AgentSummary = paths['/v1/agent_summary']['get']['responses'][200]['content']['application/json']

/** How many agents stand how, and what they run on. For administrators. */
export const agentSummaryQuery = queryOptions({
  queryKey: ['agents', 'summary'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/agent_summary', { signal })),
  refetchInterval: 30_000,
})
