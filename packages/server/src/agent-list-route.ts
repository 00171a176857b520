import type { Caller } from '@gateway/core'
import { gatewayError, grants } from '@gateway/core'
import { z } from 'zod'
import type { Route } from './admin-route.ts'
import { type AgentFinder, agentsCursor, searchMembers } from './agent-finder.ts'
import { agentHealth, healthState } from './agent-health.ts'
import type { AgentSchemas } from './agent-schemas.ts'
import { agentView, seenCard } from './agent-view.ts'
import { agentsWithin } from './agents-within.ts'
import { isAllowed } from './allowed-actions.ts'
import type { HttpExchange } from './http-exchange.ts'
import { listRoute, pageLimit } from './list-page.ts'
import type { AgentDirectory, ServedAgent } from './ports.ts'
import { isPublic } from './publish-routes.ts'

const listQuery = z.object({
  ...searchMembers,
  name: z.string().min(1).optional().describe('What its name contains, in any case.'),
  provider: z.string().min(1).optional().describe('The organization that its card names, in any case.'),
  adapter: z.string().min(1).optional().describe('The adapter of one of its upstreams. For who sees every agent.'),
  contains: z.string().min(1).max(500).optional().describe('What its name or description contains, in any case.'),
  health: healthState.optional().describe('How it stands. For who sees every agent.'),
  agent_ids: z.string().min(1).max(20_000).optional().describe('Ids, with commas between them: no others are listed.'),
  order: z
    .enum(['registered', 'name', '-name'])
    .default('registered')
    .describe('`-name`: by name, from the end. Without effect where `q` orders them.'),
  public: z.stringbool('must be true or false').optional().describe('Whether it is in the public hub.'),
  limit: pageLimit,
  cursor: agentsCursor,
})

type Query = z.infer<typeof listQuery>

export interface AgentListOptions {
  readonly agents: AgentDirectory
  readonly publicUrl: string | undefined
  readonly finder: AgentFinder
}

/** `GET /v1/agents`: the agents that a caller may call, or see; whole, as LiteLLM has it, or by pages. */
export const agentListRoute = (
  { agents, publicUrl, finder }: AgentListOptions,
  { answer }: Pick<AgentSchemas, 'answer'>,
): Route =>
  listRoute({
    path: '/v1/agents',
    operationId: 'listAgents',
    summary: 'List the agents that the caller may call, or see',
    tags: ['Agents'],
    may: 'anyone with a credential',
    query: listQuery,
    item: answer,
    publicUrl,
    serve({ exchange, caller, query }) {
      const fits = filterOf(query, caller, { agents, exchange, publicUrl })
      const seesAll = isAllowed(caller, 'see every agent')
      const { items, next } = finder.page(query, {
        ...(seesAll ? {} : { among: agentsWithin(agents, caller.agents) }),
        sees: (served) => (seesAll || grants(caller.agents, served.id)) && fits(served),
        cardOf: (served) => seenCard(served, caller, agents, exchange, publicUrl),
      })
      return {
        items: items.map(
          ({ served }) =>
            () =>
              agentView(served, caller, agents, exchange, publicUrl),
        ),
        next,
      }
    },
  })

/** Whether an agent is what the query names, words and skills aside. */
function filterOf(
  { name, contains, health, agent_ids, provider, adapter, public: published }: Query,
  caller: Caller,
  { agents, exchange, publicUrl }: Omit<AgentListOptions, 'finder'> & { readonly exchange: HttpExchange },
): (served: ServedAgent) => boolean {
  const forReaders = adapter !== undefined ? 'adapter' : health !== undefined ? 'health' : undefined
  if (forReaders !== undefined && !isAllowed(caller, 'see every agent')) {
    throw gatewayError(
      'PERMISSION_DENIED',
      `${forReaders}: this key may not see how agents are registered. Leave it out.`,
    )
  }
  const ids = agent_ids === undefined ? undefined : new Set(agent_ids.split(','))
  const text = contains?.toLowerCase()
  const part = name?.toLowerCase()
  const organization = provider?.toLowerCase()
  const isOf = (card: ServedAgent['card']) => card.provider?.organization.toLowerCase() === organization
  return (served) =>
    (ids === undefined || ids.has(served.id)) &&
    (text === undefined || `${served.name}\n${served.card.description}`.toLowerCase().includes(text)) &&
    (health === undefined || agentHealth(served, agents).state === health) &&
    (part === undefined || served.name.toLowerCase().includes(part)) &&
    (published === undefined || isPublic(served) === published) &&
    (adapter === undefined || served.definition.upstreams?.some((each) => each.adapter === adapter) === true) &&
    // What is not told to callers of a card is not found by either.
    (organization === undefined || (isOf(served.card) && isOf(seenCard(served, caller, agents, exchange, publicUrl))))
}
