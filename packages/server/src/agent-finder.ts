import type { AgentCard } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { z } from 'zod'
import { createNameOrder } from './agent-name-order.ts'
import { pageOfAgents } from './agent-order.ts'
import { createCatalogueSearch } from './catalogue-search.ts'
import type { ListPage } from './list-page.ts'
import type { AgentDirectory, ServedAgent } from './ports.ts'

/** What a search may ask for. */
export const searchMembers = {
  q: z
    .string()
    .trim()
    .max(500)
    .optional()
    .describe('Words that its card has, or that words of it begin with. Best first.'),
  skill: z.string().min(1).optional().describe('Id or name of a skill that it must have.'),
  tag: z.string().min(1).optional().describe('A tag that one of its skills must have.'),
  agent: z.string().min(1).optional().describe('Id or name of the one agent that is looked for.'),
}

/** `cursor` of a list of agents. */
export const agentsCursor = z
  .string()
  .regex(/^(?:\d{1,9}|(?:file|\d[\d:.TZ+-]{9,39})_[\w-]{1,128})$/, 'take it from the page before')
  .optional()
  .describe('Where the page before ended.')

/** `-name`: by name, from the end. */
export type AgentOrder = 'registered' | 'name' | '-name'

/** Which page of which agents. Without `limit`: all of them. */
export interface AgentsQuery {
  readonly q?: string | undefined
  readonly skill?: string | undefined
  readonly tag?: string | undefined
  /** Id or name of one agent. */
  readonly agent?: string | undefined
  /** Default: as they were registered. */
  readonly order?: AgentOrder | undefined
  readonly limit?: number | undefined
  readonly cursor?: string | undefined
}

/** Who looks: which agents there are for them, and how they see a card. */
export interface AgentsReader {
  /** Those that `sees` is asked of, in the order of the registry. Default: all. */
  readonly among?: readonly ServedAgent[]
  sees(served: ServedAgent): boolean
  cardOf(served: ServedAgent): AgentCard
}

/** An agent of a page. Its card is made when it is asked for, once. */
export interface FoundAgent {
  readonly served: ServedAgent
  card(): AgentCard
}

/** Finds agents for lists and for the hub. */
export interface AgentFinder {
  /** With words, best first; else in the order of the registry. No card is made of what is not on the page, if it can be. */
  page(query: AgentsQuery, reader: AgentsReader): ListPage<FoundAgent>
}

/** Keeps one index of words for all readers; whoever sees a part of a card finds it by that part alone. */
export function createAgentFinder(agents: AgentDirectory): AgentFinder {
  const search = createCatalogueSearch()
  const named = createNameOrder(agents)
  const found = (served: ServedAgent, query: AgentsQuery, reader: AgentsReader): FoundAgent | undefined => {
    const { agent } = query
    if (agent !== undefined && served.id !== agent && served.name !== agent) return undefined
    if (!reader.sees(served)) return undefined
    let made: AgentCard | undefined
    const card = () => {
      made ??= reader.cardOf(served)
      return made
    }
    if (query.skill === undefined && query.tag === undefined) return { served, card }
    // Of a card without skills one is made up; else none is seen that the card itself does not have.
    const may = served.card.skills.length === 0 || hasSkill(served.card, query)
    return may && hasSkill(card(), query) ? { served, card } : undefined
  }
  return {
    page(query, reader) {
      if (!query.q && query.order !== undefined && query.order !== 'registered') {
        const ordered = named(query.order, reader.among)
        return offsetPage(ordered, query, (served) => found(served, query, reader))
      }
      if (!query.q) {
        return pageOfAgents(reader.among ?? agents.list(), query, (served) => found(served, query, reader))
      }
      return offsetPage(search.find(agents.list(), query.q, agents.revision()), query, ({ id, words }) => {
        const served = agents.find(id)
        const each = served && found(served, query, reader)
        return each !== undefined && hasWords(each, words) ? each : undefined
      })
    },
  }
}

/** A page of a list whose order may be another by the next: it goes on behind so many. */
function offsetPage<Candidate>(
  candidates: Iterable<Candidate>,
  { cursor, limit = Number.POSITIVE_INFINITY }: AgentsQuery,
  take: (candidate: Candidate) => FoundAgent | undefined,
): ListPage<FoundAgent> {
  const from = offsetOf(cursor)
  const items: FoundAgent[] = []
  let passed = 0
  for (const candidate of candidates) {
    const each = take(candidate)
    if (each === undefined) continue
    if (items.length === limit) return { items, next: String(from + limit) }
    if (passed >= from) items.push(each)
    passed += 1
  }
  return { items }
}

function offsetOf(cursor = '0'): number {
  if (/^\d+$/.test(cursor)) return Number(cursor)
  throw gatewayError('INVALID_PARAMS', 'cursor: it is of another search; take it from the page before.', {
    field: 'cursor',
  })
}

function hasSkill({ skills }: AgentCard, { skill, tag }: AgentsQuery): boolean {
  const same = (left: string, right: string) => left.toLowerCase() === right.toLowerCase()
  return (
    (skill === undefined || skills.some(({ id, name }) => same(id, skill) || same(name, skill))) &&
    (tag === undefined || skills.some(({ tags: its }) => its.some((each) => same(each, tag))))
  )
}

function hasWords({ served, card }: FoundAgent, words: readonly string[]): boolean {
  const { name, description, provider, skills } = card()
  const text = JSON.stringify([served.name, name, description, provider?.organization, skills]).toLowerCase()
  return words.every((word) => text.includes(word))
}
