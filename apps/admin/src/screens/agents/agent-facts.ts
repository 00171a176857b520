import { z } from 'zod/mini'
import type { State } from '../../components/state-label.tsx'
import type { Agent } from './agents-query.ts'

const upstreams = z.array(z.object({ name: z.optional(z.string()), adapter: z.optional(z.string()) }))

/** The adapters of the places where an agent runs, each once. Only administrators are told. */
export function providersOf(agent: Agent): readonly string[] {
  const { data = [] } = upstreams.safeParse(agent.upstreams)
  return [...new Set(data.map(({ adapter }) => adapter ?? 'a2a'))]
}

/** How an agent stands, in a few words. */
export function stateOf({ stopped, problem, card_state: card }: Agent): {
  readonly state: State
  readonly label: string
} {
  if (stopped !== undefined) return { state: 'down', label: 'Stopped' }
  if (problem !== undefined) return { state: 'down', label: 'Cannot be called' }
  if (card.state === 'missing') return { state: 'degraded', label: 'No card found' }
  return card.state === 'searching'
    ? { state: 'waiting', label: 'Looking for card' }
    : { state: 'healthy', label: 'Ready' }
}

/** Why it stands so, where it does not stand well. */
export const reasonOf = ({ stopped, problem, card_state: card }: Agent): string | undefined =>
  stopped?.reason ?? problem ?? card.error ?? undefined

/** Whether a part of a name or description is this agent's. */
export function isFound({ agent_name: name, agent_card_params: card }: Agent, q: string | undefined): boolean {
  if (q === undefined) return true
  const { description } = card
  const text = typeof description === 'string' ? `${name} ${description}` : name
  return text.toLowerCase().includes(q.toLowerCase())
}
