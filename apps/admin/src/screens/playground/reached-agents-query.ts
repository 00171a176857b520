import { answerOf } from '@gateway/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'

/** The agents that whoever is signed in may call, by name. */
export const reachedAgentsQuery = queryOptions({
  queryKey: ['playground', 'agents'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/me', { signal })),
  select: ({ agents }) => agents.toSorted((one, other) => one.agent_name.localeCompare(other.agent_name)),
})
