import { answerOf, type components } from '@gateway/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'

export type Adapter = components['schemas']['Adapter']

const FIRST = 'a2a'

/** The kinds of agents that can be added, native ones first. */
export const adaptersQuery = queryOptions({
  queryKey: ['adapters'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: ({ signal }) => answerOf(api.GET('/v1/adapters', { signal })),
  select: (adapters) => adapters.toSorted((one, other) => Number(other.name === FIRST) - Number(one.name === FIRST)),
})
