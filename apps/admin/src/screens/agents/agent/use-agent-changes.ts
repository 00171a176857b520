import { answerOf, type components } from '@gateway/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'
import { agentsQuery } from '../agents-query.ts'

export type AgentChange = components['schemas']['AgentChange']

/** A change of an agent; what is shown of agents is asked for again once it is done. */
function useAgentChange<Input, Answer>(change: (input: Input) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: change, onSuccess: () => client.invalidateQueries(agentsQuery) })
}

export interface AgentPatch {
  readonly change: AgentChange
  /** Nothing is changed if the agent has another by now. Absent: it is changed whatever it is. */
  readonly etag: string | undefined
}

/** Changes members of the definition of an agent. */
export const usePatchAgent = (agentId: string) =>
  useAgentChange(({ change, etag }: AgentPatch) =>
    answerOf(
      api.PATCH('/v1/agents/{agent}', {
        params: { path: { agent: agentId }, header: etag === undefined ? {} : { 'if-match': etag } },
        body: change,
      }),
    ),
  )

/** Stops an agent until it is started again. `cancel`: what runs is ended too. */
export const useStopAgent = (agentId: string) =>
  useAgentChange((stop: { readonly reason: string; readonly cancel: boolean }) =>
    answerOf(api.POST('/v1/agents/{agent}/stop', { params: { path: { agent: agentId } }, body: stop })),
  )

export const useStartAgent = (agentId: string) =>
  useAgentChange(() => answerOf(api.POST('/v1/agents/{agent}/start', { params: { path: { agent: agentId } } })))

/** Reads its card from its upstream again, and waits for it. */
export const useReadCard = (agentId: string) =>
  useAgentChange(() => answerOf(api.POST('/v1/agents/{agent}/card', { params: { path: { agent: agentId } } })))

export const useDeleteAgent = (agentId: string) =>
  useAgentChange(() => answerOf(api.DELETE('/v1/agents/{agent}', { params: { path: { agent: agentId } } })))
