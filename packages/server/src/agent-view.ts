import type { AgentCard, Caller } from '@gateway/core'
import { encodeAgentCard, REPAIRS } from '@gateway/core'
import { z } from 'zod'
import { agentHealth, healthAnswer } from './agent-health.ts'
import { agentUrl } from './agent-url.ts'
import { isAllowed } from './allowed-actions.ts'
import type { HttpExchange } from './http-exchange.ts'
import { narrowedCard } from './narrowed-card.ts'
import type { AgentDirectory, ServedAgent } from './ports.ts'
import { spendAnswer } from './spend-view.ts'
import { time } from './view-members.ts'

const card = z.record(z.string(), z.unknown())

/** What `agentView` makes, beside the definition. */
export const agentMembers = {
  agent_id: z.string(),
  agent_name: z.string(),
  agent_card_params: card.describe('The card that callers get, as readers of A2A 0.3 and 1.0 understand it.'),
  litellm_params: z.object({ is_public: z.boolean() }),
  created_at: time,
  updated_at: time,
  card_state: z.object({
    state: z.enum(['found', 'searching', 'missing']),
    fetched_at: time.nullable().optional(),
    error: z.string().nullable().optional(),
  }),
  health: healthAnswer.optional(),
  source: z.enum(['file', 'store']).optional().describe('`file`: it stands in gateway.yaml, and is changed there.'),
  stopped: z.object({ reason: z.string(), since: time }).optional(),
  problem: z.string().optional().describe('Why it cannot be called.'),
  stored_card: card.optional().describe('The card as its upstream has it.'),
  keys: z.array(z.string()).optional().describe('Of one agent: the ids of the keys that it calls with.'),
  ...spendAnswer,
  repairs: z
    .array(z.object({ name: z.string(), since: time, meaning: z.string() }))
    .optional()
    .describe('What the gateway has to put right of its answers.'),
}

/** The card of an agent as a caller may see it. */
export function seenCard(
  served: ServedAgent,
  caller: Caller,
  agents: Pick<AgentDirectory, 'servedCard'>,
  exchange: HttpExchange,
  publicUrl: string | undefined,
): AgentCard {
  return narrowedCard(agents.servedCard(served, agentUrl(exchange, served.name, publicUrl)), caller, served.id)
}

/**
 * An agent as `GET /v1/agents` shows it, by LiteLLM's field names. Everybody sees the served card; the administrator also
 * how it is registered (secrets masked), the card as its upstream has it, how the search for it stands, and what the
 * gateway has to put right of its answers.
 */
export function agentView(
  served: ServedAgent,
  caller: Caller,
  agents: AgentDirectory,
  exchange: HttpExchange,
  publicUrl: string | undefined,
) {
  const card = seenCard(served, caller, agents, exchange, publicUrl)
  const { state, fetchedAt, error } = served.cardState
  const view = {
    agent_id: served.id,
    agent_name: served.name,
    agent_card_params: encodeAgentCard(card, '0.3'),
    litellm_params: { is_public: served.definition.public === true },
    created_at: served.createdAt,
    updated_at: served.updatedAt,
  }
  if (!isAllowed(caller, 'see every agent')) return { ...view, card_state: { state } }
  const stopped = agents.stopped(served)
  return {
    ...agents.masked(served),
    ...view,
    source: served.source,
    health: agentHealth(served, agents),
    ...(stopped === undefined ? {} : { stopped: { reason: stopped.reason, since: stopped.since } }),
    ...(served.problem === undefined ? {} : { problem: served.problem }),
    stored_card: encodeAgentCard(served.upstreamCard ?? served.card, '1.0'),
    card_state: { state, fetched_at: fetchedAt ?? null, error: error ?? null },
    repairs: served.repairs.map(({ repair, since }) => ({ name: repair, since, meaning: REPAIRS[repair] })),
  }
}
