import { answerOf, type components } from '@gateway/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'
import { agentsQuery } from '../agents-query.ts'
import { type Grantee, grantTo } from './grantees-query.ts'

export type UpstreamTest = components['schemas']['UpstreamTest']
/** Members of a definition, as the form has them: the gateway checks them. */
type Definition = Readonly<Record<string, unknown>>

export interface AgentTrial {
  readonly definition: Definition
  /** Is sent to the agent; without it only the card is asked for. */
  readonly message?: string
  /** The registered agent that this is an edit of, and which of its upstreams. */
  readonly agentId?: string
  readonly upstream?: string
}

/** Looks whether an agent is there, without adding it. That none is there is an answer, not an error. */
export const useTestAgent = () =>
  useMutation({
    mutationFn: ({ definition, message, agentId, upstream }: AgentTrial) =>
      answerOf(
        api.POST('/v1/agents/test', {
          body: {
            ...definition,
            ...(message === undefined ? {} : { message }),
            ...(agentId === undefined ? {} : { agent_id: agentId }),
            ...(upstream === undefined ? {} : { upstream }),
          },
        }),
      ),
  })

export interface NewAgent {
  readonly definition: Definition
  readonly grantees: readonly Grantee[]
}

/** Adds an agent and grants it; the lists have it at once. What was added and could not be granted is told of, too. */
export function useAddAgent() {
  const client = useQueryClient()
  return useMutation({
    async mutationFn({ definition, grantees }: NewAgent) {
      const added = await answerOf(api.POST('/v1/agents', { body: definition }))
      const granted = await Promise.allSettled(grantees.map((grantee) => grantTo(grantee, added.agent_id)))
      const failed = granted.flatMap((each, index) =>
        each.status === 'rejected' ? (grantees[index]?.label ?? []) : [],
      )
      return { added, failed }
    },
    onSuccess: () => client.invalidateQueries(agentsQuery),
  })
}
