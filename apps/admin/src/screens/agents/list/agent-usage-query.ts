import { answerOf, type paths } from '@gateway/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'
import { dayBefore } from './day-before.ts'

type Usage = paths['/v1/usage']['get']['responses'][200]['content']['application/json']
export type AgentUsage = NonNullable<Usage['groups']>[number]['totals']

const PAGE = 200
/** Those with the most calls are asked for; 1,000 agents that are called on one day are many. */
const MOST_PAGES = 5

/** What the calls of the last 24 hours took and cost, by id of the agent. */
export const agentUsageQuery = queryOptions({
  queryKey: ['usage', 'agents', 'day'],
  refetchInterval: 30_000,
  async queryFn({ signal }): Promise<ReadonlyMap<string, AgentUsage>> {
    const usage = new Map<string, AgentUsage>()
    let cursor: number | undefined = 0
    for (let page = 0; page < MOST_PAGES && cursor !== undefined; page += 1) {
      const answer: Usage = await answerOf(
        api.GET('/v1/usage', {
          signal,
          params: {
            query: {
              from: dayBefore(),
              interval: 'total',
              group_by: 'agent',
              order: 'calls',
              latency: 'true',
              limit: PAGE,
              cursor,
            },
          },
        }),
      )
      for (const { id, totals } of answer.groups ?? []) if (id !== null) usage.set(id, totals)
      cursor = answer.next_cursor === null ? undefined : Number(answer.next_cursor)
    }
    return usage
  },
})
