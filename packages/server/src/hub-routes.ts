import { encodeAgentCard, grants } from '@gateway/core'
import { z } from 'zod'
import { adminRoute, openRoute, type Route } from './admin-route.ts'
import { type AgentFinder, agentsCursor, searchMembers } from './agent-finder.ts'
import { agentUrl } from './agent-url.ts'
import type { HttpExchange } from './http-exchange.ts'
import { bodyOf, jsonList } from './json-list.ts'
import { jsonReply } from './json-reply.ts'
import { PAGE_HEADERS, pageHeaders, pageLimit } from './list-page.ts'
import { narrowedCard } from './narrowed-card.ts'
import type { AgentDirectory, ServedAgent } from './ports.ts'
import { isPublic } from './publish-routes.ts'

const tags = ['Hub']
const LIMIT = 'must be a whole number from 1 to 200'
/** Seconds for which a reader may keep the public hub. */
const MAX_AGE = 60

const hubQuery = z.strictObject({
  ...searchMembers,
  limit: z.coerce.number(LIMIT).int(LIMIT).min(1, LIMIT).max(200, LIMIT).default(50),
  cursor: agentsCursor,
})

const card = z.record(z.string(), z.unknown()).describe('Its card, as readers of A2A 0.3 and 1.0 understand it.')
const hubAnswer = z.object({
  agents: z.array(
    z.object({
      agent_id: z.string(),
      agent_name: z.string(),
      card,
      is_public: z.boolean(),
      callable: z.boolean().describe('Whether this credential may call it.'),
    }),
  ),
  next_cursor: z.string().nullable().describe('`cursor` of the next page; `null`: this is the last.'),
})

/**
 * Where people look for an agent. `GET /public/agent_hub` (LiteLLM's: a bare array of cards) shows anyone what was made
 * public; `GET /v1/hub` shows a caller that and what they may call, and nothing else.
 */
export function hubRoutes(
  agents: Pick<AgentDirectory, 'servedCard'>,
  publicUrl: string | undefined,
  finder: AgentFinder,
): readonly Route[] {
  const wholeCard = (exchange: HttpExchange, served: ServedAgent) =>
    agents.servedCard(served, agentUrl(exchange, served.name, publicUrl))

  return [
    openRoute({
      method: 'GET',
      path: '/public/agent_hub',
      operationId: 'listPublicAgents',
      summary: 'List the cards of the agents that are public',
      tags,
      query: z.strictObject({ ...searchMembers, limit: pageLimit, cursor: agentsCursor }),
      answers: { 200: { description: 'The cards.', schema: z.array(card), headers: PAGE_HEADERS } },
      async serve({ exchange, query }) {
        const cardOf = (served: ServedAgent) => wholeCard(exchange, served)
        const { items, next } = finder.page(query, { sees: isPublic, cardOf })
        const list = await jsonList(items.map((each) => () => encodeAgentCard(each.card(), '0.3')))
        const reply = jsonReply([], 200, {
          'cache-control': `public, max-age=${MAX_AGE}`,
          // The addresses in the cards are those by which this reader came.
          vary: 'Host, X-Forwarded-Host, X-Forwarded-Proto',
          ...pageHeaders(exchange, { path: '/public/agent_hub', publicUrl }, next),
        })
        return { ...reply, body: bodyOf(list) }
      },
    }),
    adminRoute({
      method: 'GET',
      path: '/v1/hub',
      operationId: 'searchHub',
      summary: 'Search the agents that the caller may call, and those that are public',
      tags,
      may: 'anyone with a credential',
      query: hubQuery,
      answer: hubAnswer,
      serve({ exchange, caller, query }) {
        const { items, next } = finder.page(query, {
          sees: (served) => grants(caller.agents, served.id) || isPublic(served),
          cardOf(served) {
            const whole = wholeCard(exchange, served)
            return isPublic(served) ? whole : narrowedCard(whole, caller, served.id)
          },
        })
        return {
          agents: items.map(({ served, card: shown }) => ({
            agent_id: served.id,
            agent_name: served.name,
            card: encodeAgentCard(shown(), '0.3'),
            is_public: isPublic(served),
            callable: grants(caller.agents, served.id),
          })),
          next_cursor: next ?? null,
        }
      },
    }),
  ]
}
