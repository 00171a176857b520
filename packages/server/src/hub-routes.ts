import type { AgentCard, Caller } from '@gateway/core'
import { encodeAgentCard, grants } from '@gateway/core'
import { z } from 'zod'
import { adminRoute, openRoute, type Route } from './admin-route.ts'
import { agentUrl } from './agent-url.ts'
import { createCatalogueSearch } from './catalogue-search.ts'
import type { HttpExchange } from './http-exchange.ts'
import { jsonReply } from './json-reply.ts'
import { narrowedCard } from './narrowed-card.ts'
import type { AgentDirectory, ServedAgent } from './ports.ts'
import { isPublic } from './publish-routes.ts'

const tags = ['Hub']
const LIMIT = 'must be a whole number from 1 to 200'
/** Seconds for which a reader may keep the public hub. */
const MAX_AGE = 60

const search = {
  q: z.string().trim().max(500).optional().describe('Words that its card has, or that words of it begin with.'),
  skill: z.string().min(1).optional().describe('Id or name of a skill that it must have.'),
  tag: z.string().min(1).optional().describe('A tag that one of its skills must have.'),
}
const hubQuery = z.strictObject({
  ...search,
  limit: z.coerce.number(LIMIT).int(LIMIT).min(1, LIMIT).max(200, LIMIT).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,9}$/, 'take it from next_cursor of the page before')
    .optional(),
})
type Search = { readonly [Name in keyof typeof search]?: string | undefined }

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

interface Shown {
  readonly served: ServedAgent
  readonly card: AgentCard
}

/**
 * Where people look for an agent. `GET /public/agent_hub` (LiteLLM's: a bare array of cards) shows anyone what was made
 * public; `GET /v1/hub` shows a caller that and what they may call, and nothing else.
 */
export function hubRoutes(agents: AgentDirectory, publicUrl: string | undefined): readonly Route[] {
  const searches = createCatalogueSearch()
  const shown = (exchange: HttpExchange, served: ServedAgent, caller: Caller | undefined): Shown => {
    const whole = agents.servedCard(served, agentUrl(exchange, served.name, publicUrl))
    const whatIsSeen = caller === undefined || isPublic(served) ? whole : narrowedCard(whole, caller, served.id)
    return { served, card: whatIsSeen }
  }
  /** Those that the search means, best first; without words, in their order. */
  const found = (visible: readonly Shown[], query: Search): readonly Shown[] => {
    const fitting = visible.filter((each) => hasSkill(each.card, query))
    if (!query.q) return fitting
    const byId = new Map(fitting.map((each) => [each.served.id, each]))
    // One index for all callers; whoever sees a part of a card finds it by that part alone.
    return searches.find(agents.list(), query.q).flatMap(({ id, words }) => {
      const each = byId.get(id)
      return each !== undefined && hasWords(each, words) ? [each] : []
    })
  }

  return [
    openRoute({
      method: 'GET',
      path: '/public/agent_hub',
      operationId: 'listPublicAgents',
      summary: 'List the cards of the agents that are public',
      tags,
      query: z.strictObject(search),
      answers: { 200: { description: 'The cards.', schema: z.array(card) } },
      serve({ exchange, query }) {
        const visible = agents.list().filter(isPublic)
        const cards = found(
          visible.map((served) => shown(exchange, served, undefined)),
          query,
        ).map((each) => encodeAgentCard(each.card, '0.3'))
        // The addresses in the cards are those by which this reader came.
        const vary = 'Host, X-Forwarded-Host, X-Forwarded-Proto'
        return jsonReply(cards, 200, { 'cache-control': `public, max-age=${MAX_AGE}`, vary })
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
        const visible = agents.list().filter((served) => isPublic(served) || grants(caller.agents, served.id))
        const all = found(
          visible.map((served) => shown(exchange, served, caller)),
          query,
        )
        const from = Number(query.cursor ?? 0)
        const end = from + query.limit
        return {
          agents: all.slice(from, end).map((each) => ({
            agent_id: each.served.id,
            agent_name: each.served.name,
            card: encodeAgentCard(each.card, '0.3'),
            is_public: isPublic(each.served),
            callable: grants(caller.agents, each.served.id),
          })),
          next_cursor: end < all.length ? String(end) : null,
        }
      },
    }),
  ]
}

function hasSkill({ skills }: AgentCard, { skill, tag }: Search): boolean {
  const same = (left: string, right: string) => left.toLowerCase() === right.toLowerCase()
  return (
    (skill === undefined || skills.some(({ id, name }) => same(id, skill) || same(name, skill))) &&
    (tag === undefined || skills.some(({ tags: its }) => its.some((each) => same(each, tag))))
  )
}

function hasWords({ served, card: { name, description, provider, skills } }: Shown, words: readonly string[]): boolean {
  const text = JSON.stringify([served.name, name, description, provider?.organization, skills]).toLowerCase()
  return words.every((word) => text.includes(word))
}
