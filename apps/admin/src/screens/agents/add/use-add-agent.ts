import { answerOf, type components } from '@gateway/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'
import { agentsQuery } from '../agents-query.ts'

export type UpstreamTest = components['schemas']['UpstreamTest']

/** Where an agent runs, as `POST /v1/agents` takes it. */
export type NewUpstream = {
  readonly adapter: string
  readonly settings: Record<string, unknown>
}

/** Looks whether an agent is there, without adding it. That none is there is an answer, not an error. */
export const useTestAgent = () =>
  useMutation({
    mutationFn: (upstream: NewUpstream) => answerOf(api.POST('/v1/agents/test', { body: { upstreams: [upstream] } })),
  })

/** Adds an agent; the list has it at once. */
export function useAddAgent() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ name, upstreams }: { readonly name: string; readonly upstreams: NewUpstream[] }) =>
      answerOf(api.POST('/v1/agents', { body: { name, upstreams } })),
    onSuccess(added) {
      client.setQueryData(agentsQuery.queryKey, (agents) => agents && [...agents, added])
      return client.invalidateQueries(agentsQuery)
    },
  })
}
