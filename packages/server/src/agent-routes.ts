import type { BudgetOverview, Caller, KeyAdministration } from '@gateway/core'
import { gatewayError, grants } from '@gateway/core'
import { z } from 'zod'
import type { ActiveCalls } from './active-calls.ts'
import { adminRoute, type Route } from './admin-route.ts'
import { agentDefinitionOf } from './agent-body.ts'
import { type AgentListOptions, agentListRoute } from './agent-list-route.ts'
import { agentSchemas } from './agent-schemas.ts'
import { agentUrl } from './agent-url.ts'
import { agentView } from './agent-view.ts'
import { isAllowed } from './allowed-actions.ts'
import type { HttpExchange } from './http-exchange.ts'
import type { ServedAgent } from './ports.ts'
import { oneWithSpend } from './spend-view.ts'
import { upstreamsAnswer } from './upstreams-answer.ts'

const tags = ['Agents']
/** Who has given an agent more keys than these finds them by GET /key/list. */
const MOST_KEYS = 1_000
const params = z.object({ agent: z.string().describe('Id or name of the agent.') })

const stopBody = z.strictObject({
  reason: z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(500, 'must have at most 500 characters')
    .default('It is out of service.'),
  cancel: z.boolean().default(false).describe('What runs is ended too.'),
})

const adapterAnswer = z
  .object({
    name: z.string(),
    title: z.string(),
    description: z.string().optional(),
    documentation: z.string().optional(),
    settings: z.record(z.string(), z.unknown()).describe('JSON Schema (2020-12) of `upstreams[].settings`.'),
    secrets: z.array(z.string()).describe('The places in the settings that are secret.'),
  })
  .meta({ id: 'Adapter' })

const version = ({
  agent_id: id,
  updated_at: updatedAt,
}: {
  readonly agent_id: string
  readonly updated_at: string
}) => ({
  id,
  updatedAt,
})

/** The registry over HTTP: `/v1/agents`, with LiteLLM's shapes (a list is a bare array). */
export function agentRoutes({
  agents,
  publicUrl,
  keys,
  finder,
  budgets,
  activeCalls,
}: AgentListOptions & {
  readonly keys: Pick<KeyAdministration, 'list'>
  readonly activeCalls?: Pick<ActiveCalls, 'each'> | undefined
  readonly budgets?: Pick<BudgetOverview, 'spent'> | undefined
}): readonly Route[] {
  const options = { cardOverrides: agents.cardOverrides }
  const schemas = agentSchemas(agents.definitionSchema())
  const view = (exchange: HttpExchange, caller: Caller, served: ServedAgent) =>
    agentView(served, caller, agents, exchange, publicUrl)
  const sees = (caller: Caller, id: string) => grants(caller.agents, id) || isAllowed(caller, 'see every agent')
  const found = (idOrName: string): ServedAgent => {
    const served = agents.find(idOrName)
    if (served) return served
    throw gatewayError('AGENT_NOT_FOUND', `There is no agent '${idOrName}'. GET /v1/agents lists them.`)
  }

  return [
    adminRoute({
      method: 'GET',
      path: '/v1/adapters',
      operationId: 'listAdapters',
      summary: 'List the kinds of agents that can be registered',
      tags,
      may: 'see every agent',
      answer: z.array(adapterAnswer),
      serve: () => agents.adapters(),
    }),
    agentListRoute({ agents, publicUrl, finder }, schemas),
    adminRoute({
      method: 'POST',
      path: '/v1/agents',
      operationId: 'createAgent',
      idempotent: true,
      summary: 'Register an agent',
      tags,
      may: 'manage agents',
      body: schemas.body,
      answer: schemas.answer,
      version,
      serve: async ({ exchange, caller, body }) =>
        view(exchange, caller, await agents.create(agentDefinitionOf(body, options))),
    }),
    adminRoute({
      method: 'GET',
      path: '/v1/agents/{agent}',
      operationId: 'getAgent',
      summary: 'Show an agent',
      tags,
      may: 'anyone with a credential',
      params,
      answer: schemas.answer,
      version,
      async serve({ exchange, caller, params: { agent } }) {
        const served = found(agent)
        if (sees(caller, served.id)) {
          const spender = { id: served.id, budget: served.definition.budget }
          const seen = isAllowed(caller, 'see budgets') ? budgets : undefined
          const shown = await oneWithSpend(seen, 'agent', spender, () => view(exchange, caller, served))
          if (!isAllowed(caller, 'see keys')) return shown
          const own = await keys.list({ agentId: served.id, offset: 0, limit: MOST_KEYS })
          return { ...shown, keys: own.keys.map(({ id }) => id) }
        }
        throw gatewayError(
          'PERMISSION_DENIED',
          `This key may not see agent '${served.name}'. Ask an administrator for a grant.`,
        )
      },
    }),
    adminRoute({
      method: 'GET',
      path: '/v1/agents/{agent}/upstreams',
      operationId: 'getAgentUpstreams',
      summary: 'Tell how the places where an agent runs stand',
      tags,
      may: 'see every agent',
      params,
      answer: upstreamsAnswer,
      serve({ params: { agent } }) {
        const served = found(agent)
        let running = 0
        activeCalls?.each((call) => {
          if (call.agent?.id === served.id) running += 1
        })
        const known = activeCalls === undefined ? {} : { running }
        return { agent_id: served.id, agent_name: served.name, ...known, ...agents.upstreams(served) }
      },
    }),
    adminRoute({
      method: 'POST',
      path: '/v1/agents/{agent}/stop',
      operationId: 'stopAgent',
      summary: 'Stop an agent, until it is started again',
      tags,
      may: 'manage agents',
      params,
      body: stopBody,
      answer: schemas.answer,
      async serve({ exchange, caller, params: { agent }, body }) {
        const served = found(agent)
        await agents.stop(served, body)
        return view(exchange, caller, served)
      },
    }),
    adminRoute({
      method: 'POST',
      path: '/v1/agents/{agent}/start',
      operationId: 'startAgent',
      summary: 'Start an agent that was stopped',
      tags,
      may: 'manage agents',
      params,
      answer: schemas.answer,
      async serve({ exchange, caller, params: { agent } }) {
        const served = found(agent)
        await agents.start(served)
        return view(exchange, caller, served)
      },
    }),
    adminRoute({
      method: 'POST',
      path: '/v1/agents/{agent}/card',
      operationId: 'readAgentCard',
      summary: 'Read the card of an agent from its upstream again',
      description: 'The gateway does so by itself every few minutes. `card_state` tells what became of it.',
      tags,
      may: 'manage agents',
      params,
      answer: schemas.answer,
      serve: async ({ exchange, caller, params: { agent } }) =>
        view(exchange, caller, await agents.readCard(found(agent).id)),
    }),
    adminRoute({
      method: 'PUT',
      path: '/v1/agents/{agent}',
      operationId: 'replaceAgent',
      summary: 'Replace the definition of an agent',
      tags,
      may: 'manage agents',
      params,
      body: schemas.body,
      answer: schemas.answer,
      conditional: true,
      version,
      async serve({ exchange, caller, params: { agent }, body, condition }) {
        const served = found(agent)
        const servedUrl = agentUrl(exchange, served.name, publicUrl)
        const definition = agentDefinitionOf(body, { ...options, servedUrl })
        return view(exchange, caller, await agents.replace(served.id, definition, condition))
      },
    }),
    adminRoute({
      method: 'PATCH',
      path: '/v1/agents/{agent}',
      operationId: 'changeAgent',
      summary: 'Change members of the definition of an agent',
      description:
        'JSON Merge Patch: what is absent stays, `null` takes away. A masked secret that is sent back stays.',
      tags,
      may: 'manage agents',
      params,
      body: schemas.change,
      answer: schemas.answer,
      conditional: true,
      version,
      async serve({ exchange, caller, params: { agent }, body, condition }) {
        const served = found(agent)
        const existing = agents.masked(served)
        const servedUrl = agentUrl(exchange, served.name, publicUrl)
        const change = agentDefinitionOf(body, { ...options, existing, servedUrl })
        return view(exchange, caller, await agents.patch(served.id, change, condition))
      },
    }),
    adminRoute({
      method: 'DELETE',
      path: '/v1/agents/{agent}',
      operationId: 'deleteAgent',
      summary: 'Delete an agent',
      tags,
      may: 'manage agents',
      params,
      answer: z.object({ message: z.string() }),
      conditional: true,
      async serve({ params: { agent }, condition }) {
        const { id } = found(agent)
        await agents.remove(id, condition)
        return { message: `Agent ${id} deleted successfully` }
      },
    }),
  ]
}
