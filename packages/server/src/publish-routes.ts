import { gatewayError } from '@gateway/core'
import { z } from 'zod'
import { adminRoute, type Route } from './admin-route.ts'
import type { AgentDirectory, ServedAgent } from './ports.ts'

const tags = ['Hub']
const publishedAnswer = z.object({ message: z.string(), public_agent_ids: z.array(z.string()) })

/** Whether anyone may see an agent's card. */
export const isPublic = ({ definition }: Pick<ServedAgent, 'definition'>) => definition.public === true

/** `POST /v1/agents/{agent}/make_public` and `POST /v1/agents/make_public` (the whole list), as LiteLLM has them. */
export function publishRoutes(agents: AgentDirectory): readonly Route[] {
  const found = (idOrName: string) => {
    const served = agents.find(idOrName)
    if (served !== undefined) return served
    throw gatewayError('AGENT_NOT_FOUND', `There is no agent '${idOrName}'. GET /v1/agents lists them.`)
  }
  const published = (message: string) => ({
    message,
    public_agent_ids: agents
      .list()
      .filter(isPublic)
      .map(({ id }) => id),
  })
  return [
    adminRoute({
      method: 'POST',
      path: '/v1/agents/make_public',
      operationId: 'makeAgentsPublic',
      summary: 'Show these agents in the public hub, and no others',
      tags,
      may: 'manage agents',
      body: z.object({ agent_ids: z.array(z.string().min(1)) }),
      answer: publishedAnswer,
      async serve({ body }) {
        // All are looked up before the first changes, so that a mistake changes nothing.
        const chosen = new Set(body.agent_ids.map((id) => found(id).id))
        const changing = agents.list().filter((served) => isPublic(served) !== chosen.has(served.id))
        const fixed = changing.find(({ source }) => source === 'file')
        if (fixed !== undefined) {
          throw gatewayError(
            'CONFLICT',
            `Agent '${fixed.name}' comes from the configuration file; set public: ${!isPublic(fixed)} there.`,
          )
        }
        for (const { id } of changing) await agents.patch(id, { public: chosen.has(id) })
        return published('The public agents are those that were named.')
      },
    }),
    adminRoute({
      method: 'POST',
      path: '/v1/agents/{agent}/make_public',
      operationId: 'makeAgentPublic',
      summary: 'Show an agent in the public hub',
      tags,
      may: 'manage agents',
      params: z.object({ agent: z.string().describe('Id or name of the agent.') }),
      answer: publishedAnswer,
      async serve({ params: { agent } }) {
        const served = found(agent)
        if (isPublic(served)) {
          throw gatewayError(
            'INVALID_REQUEST',
            `Agent '${served.name}' is public already. PATCH it with {"public":false} to take it back.`,
          )
        }
        await agents.patch(served.id, { public: true })
        return published(`Agent ${served.id} is public now.`)
      },
    }),
  ]
}
