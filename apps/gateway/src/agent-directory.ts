import {
  type AgentStops,
  agentJsonSchema,
  cardOverridesOf,
  type DeclaredIssuer,
  type RegisteredAgent,
  type Registry,
  rewriteCard,
  rewriteOptionsOf,
  servedCard,
} from '@gateway/registry'
import type { AgentDirectory } from '@gateway/server'
import type { AgentRouting } from './routing/agent-routing.ts'
import type { WorkCanceling } from './routing/cancel-working.ts'

/** The agents as the routes see them: what is registered, where it runs and whether it is stopped. */
export function directoryOf(
  registry: Registry,
  routing: AgentRouting,
  stops: AgentStops,
  canceling: WorkCanceling,
  tokenIssuers: readonly DeclaredIssuer[] = [],
): AgentDirectory<RegisteredAgent> {
  return {
    find: (idOrName) => registry.find(idOrName),
    list: () => registry.list(),
    revision: () => registry.revision(),
    servedCard: (agent, url, card) =>
      card === undefined
        ? servedCard(agent, { url, tokenIssuers })
        : rewriteCard(card, { url, tokenIssuers, ...rewriteOptionsOf(agent) }),
    masked: (agent) => ({ ...registry.masked(agent.definition) }),
    cardOverrides: cardOverridesOf,
    adapters: () => registry.adapters(),
    definitionSchema: agentJsonSchema,
    upstreams: (agent) => routing.state(agent),
    standing: ({ id }) => routing.standing(id),
    stopped: ({ id }) => stops.of(id),
    async stop({ id }, stop) {
      const stopped = await stops.stop(id, stop)
      if (stop.cancel) canceling.start(id)
      return stopped
    },
    start: ({ id }) => stops.start(id),
    create: (definition) => registry.create(definition),
    readCard: (id) => registry.readCard(id),
    replace: (id, definition, condition) => registry.replace(id, definition, condition),
    patch: (id, change, condition) => registry.patch(id, change, condition),
    async remove(id, condition) {
      await registry.remove(id, condition)
      await stops.start(id)
    },
  }
}
