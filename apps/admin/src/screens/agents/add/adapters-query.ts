import { answerOf, type components } from '@gateway/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'

export type Adapter = components['schemas']['Adapter']

const NATIVE = 'a2a'
const DEMO = 'hello'

/** Native ones first, the one that is there to try things out last. */
const placeOf = ({ name }: Adapter) => (name === NATIVE ? 0 : name === DEMO ? 2 : 1)

/** The kinds of agents that can be added. */
export const adaptersQuery = queryOptions({
  queryKey: ['adapters'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: ({ signal }) => answerOf(api.GET('/v1/adapters', { signal })),
  select: (adapters) => adapters.toSorted((one, other) => placeOf(one) - placeOf(other)),
})
