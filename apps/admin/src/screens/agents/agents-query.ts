import { answerOf, type components } from '@gateway/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'

export type Agent = components['schemas']['Agent']

/** Every agent that whoever is signed in may see, by name. */
export const agentsQuery = queryOptions({
  queryKey: ['agents'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/agents', { signal })),
  refetchInterval: 30_000,
  select: (agents) => agents.toSorted((one, other) => one.agent_name.localeCompare(other.agent_name)),
})
