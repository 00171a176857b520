import { answerOf } from '@gateway/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'
import { dayBefore } from '../list/day-before.ts'

/** What the calls of an agent of the last 24 hours took and cost, and of the 24 hours before. */
export const agentDayQuery = (agentId: string) =>
  queryOptions({
    queryKey: ['usage', 'agent', agentId, 'day'],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/v1/usage', {
          signal,
          params: {
            query: { from: dayBefore(), interval: 'total', agent: agentId, latency: 'true', compare: 'previous' },
          },
        }),
      ),
    refetchInterval: 10_000,
  })
