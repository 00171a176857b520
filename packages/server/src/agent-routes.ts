import type { Caller } from '@gateway/core'
import { gatewayError, grants } from '@gateway/core'
import { z } from 'zod'
import { agentDefinitionOf } from './agent-body.ts'
import { agentUrl } from './agent-url.ts'
import { agentView } from './agent-view.ts'
import { isAllowed, requireAllowed } from './allowed-actions.ts'
import type { HttpExchange, Reply } from './http-exchange.ts'
import { jsonReply } from './json-reply.ts'
import type { AgentDirectory, ServedAgent } from './ports.ts'
import { readJson } from './read-json.ts'

export interface AgentRoutes {
  list(exchange: HttpExchange, caller: Caller): Reply
  show(exchange: HttpExchange, caller: Caller, idOrName: string): Reply
  upstreams(exchange: HttpExchange, caller: Caller, idOrName: string): Reply
  stop(exchange: HttpExchange, caller: Caller, idOrName: string): Promise<Reply>
  start(exchange: HttpExchange, caller: Caller, idOrName: string): Promise<Reply>
  create(exchange: HttpExchange, caller: Caller): Promise<Reply>
  replace(exchange: HttpExchange, caller: Caller, idOrName: string): Promise<Reply>
  patch(exchange: HttpExchange, caller: Caller, idOrName: string): Promise<Reply>
  remove(exchange: HttpExchange, caller: Caller, idOrName: string): Promise<Reply>
}

const stopBody = z.strictObject({
  reason: z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(500, 'must have at most 500 characters')
    .default('It is out of service.'),
  cancel: z.boolean().default(false),
})

/** The registry over HTTP: `/v1/agents`, with LiteLLM's shapes (a list is a bare array). */
export function agentRoutes(agents: AgentDirectory, publicUrl: string | undefined): AgentRoutes {
  const options = { cardOverrides: agents.cardOverrides }
  const view = (exchange: HttpExchange, caller: Caller, served: ServedAgent) =>
    agentView(served, caller, agents, exchange, publicUrl)
  const sees = (caller: Caller, id: string) => grants(caller.agents, id) || isAllowed(caller, 'see every agent')
  const found = (idOrName: string): ServedAgent => {
    const served = agents.find(idOrName)
    if (served) return served
    throw gatewayError('AGENT_NOT_FOUND', `There is no agent '${idOrName}'. GET /v1/agents lists them.`)
  }

  return {
    list: (exchange, caller) =>
      jsonReply(
        agents
          .list()
          .filter(({ id }) => sees(caller, id))
          .map((served) => view(exchange, caller, served)),
      ),
    show(exchange, caller, idOrName) {
      const served = found(idOrName)
      if (!sees(caller, served.id)) {
        throw gatewayError(
          'PERMISSION_DENIED',
          `This key may not see agent '${served.name}'. Ask an administrator for a grant.`,
        )
      }
      return jsonReply(view(exchange, caller, served))
    },
    upstreams(_exchange, caller, idOrName) {
      requireAllowed(caller, 'see every agent')
      const served = found(idOrName)
      return jsonReply({ agent_id: served.id, agent_name: served.name, ...agents.upstreams(served) })
    },
    async stop(exchange, caller, idOrName) {
      requireAllowed(caller, 'manage agents')
      const served = found(idOrName)
      await agents.stop(served, await readJson(exchange, stopBody))
      return jsonReply(view(exchange, caller, served))
    },
    async start(exchange, caller, idOrName) {
      requireAllowed(caller, 'manage agents')
      const served = found(idOrName)
      await agents.start(served)
      return jsonReply(view(exchange, caller, served))
    },
    async create(exchange, caller) {
      requireAllowed(caller, 'manage agents')
      const definition = agentDefinitionOf(await readJson(exchange, z.unknown()), options)
      return jsonReply(view(exchange, caller, await agents.create(definition)))
    },
    async replace(exchange, caller, idOrName) {
      requireAllowed(caller, 'manage agents')
      const served = found(idOrName)
      const servedUrl = agentUrl(exchange, served.name, publicUrl)
      const definition = agentDefinitionOf(await readJson(exchange, z.unknown()), { ...options, servedUrl })
      return jsonReply(view(exchange, caller, await agents.replace(served.id, definition)))
    },
    async patch(exchange, caller, idOrName) {
      requireAllowed(caller, 'manage agents')
      const served = found(idOrName)
      const existing = agents.masked(served)
      const servedUrl = agentUrl(exchange, served.name, publicUrl)
      const change = agentDefinitionOf(await readJson(exchange, z.unknown()), { ...options, existing, servedUrl })
      return jsonReply(view(exchange, caller, await agents.patch(served.id, change)))
    },
    async remove(_exchange, caller, idOrName) {
      requireAllowed(caller, 'manage agents')
      const { id } = found(idOrName)
      await agents.remove(id)
      return jsonReply({ message: `Agent ${id} deleted successfully` })
    },
  }
}
