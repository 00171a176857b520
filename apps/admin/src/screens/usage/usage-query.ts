import { answerOf, type paths } from '@gateway/client'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import type { TimeRange } from '../../components/time-range.ts'
import type { Grouping } from './groupings.ts'
import { MEASURES, type Measure } from './measures.ts'
import { usageWindow } from './usage-window.ts'

export type UsageAnswer = paths['/v1/usage']['get']['responses'][200]['content']['application/json']
export type UsageGroup = NonNullable<UsageAnswer['groups']>[number]

/** What is asked for. `user`: whose usage alone is seen by whoever may not see that of all. */
export interface UsageQuestion {
  readonly time: TimeRange
  readonly measure: Measure
  readonly by: Grouping
  readonly user: string | undefined
}

/** The most that the API gives at once; the rest is told as one. */
const PAGE = 200

/** The parameters of a question, as of now. */
export const parametersOf = ({ time, measure, by, user }: UsageQuestion) => {
  const window = usageWindow(time, Date.now())
  return {
    interval: window.interval,
    from: withSeconds(window.from),
    to: withSeconds(window.to),
    group_by: by,
    order: MEASURES[measure].order,
    latency: 'true',
    limit: PAGE,
    ...(user === undefined ? {} : { user }),
  } as const
}

/** An hour as the API takes it: it gives it without the seconds. */
const withSeconds = (text: string) => text.replace(/T(\d\d:\d\d)Z$/, 'T$1:00Z')

/** What calls took and cost, of a time, by group. What is shown stays until another answer is there. */
export const usageQuery = (question: UsageQuestion) =>
  queryOptions({
    queryKey: ['usage', question],
    refetchInterval: 30_000,
    placeholderData: keepPreviousData,
    async queryFn({ signal }) {
      const parameters = parametersOf(question)
      const query = { ...parameters, compare: 'previous' } as const
      const answer = await answerOf(api.GET('/v1/usage', { signal, params: { query } }))
      return { answer, question, interval: parameters.interval }
    },
  })
