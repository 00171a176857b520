import { z } from 'zod/mini'
import type { State } from '../../components/state-label.tsx'
import type { Agent } from './agents-query.ts'

const upstreams = z.array(z.object({ name: z.optional(z.string()), adapter: z.optional(z.string()) }))

/** The adapters of the places where an agent runs, each once. Only administrators are told. */
export function providersOf(agent: Pick<Agent, 'upstreams'>): readonly string[] {
  const { data = [] } = upstreams.safeParse(agent.upstreams)
  return [...new Set(data.map(({ adapter }) => adapter ?? 'a2a'))]
}

type Health = NonNullable<Agent['health']>['state']

/** How agents can stand, the worst first, in the words and colours of the UI. */
export const HEALTH: Readonly<Record<Health, { readonly state: State; readonly label: string }>> = {
  down: { state: 'down', label: 'Down' },
  degraded: { state: 'degraded', label: 'Degraded' },
  stopped: { state: 'down', label: 'Stopped' },
  searching: { state: 'waiting', label: 'Looking for card' },
  healthy: { state: 'healthy', label: 'Healthy' },
}

export const HEALTH_STATES: readonly Health[] = ['down', 'degraded', 'stopped', 'searching', 'healthy']

export const isHealth = (value: unknown): value is Health => HEALTH_STATES.some((state) => state === value)

export interface Standing {
  readonly state: State
  readonly label: string
  /** Why it does not stand well, or longer: what to know of it. */
  readonly reason: string | undefined
}

/** How an agent stands. Who only calls is told whether it has a card. */
export function standingOf({ health, card_state: card }: Pick<Agent, 'health' | 'card_state'>): Standing {
  if (health !== undefined) return { ...HEALTH[health.state], reason: health.reason }
  if (card.state === 'found') return { state: 'healthy', label: 'Ready', reason: undefined }
  return card.state === 'searching'
    ? { ...HEALTH.searching, reason: undefined }
    : { state: 'degraded', label: 'No card found', reason: undefined }
}
