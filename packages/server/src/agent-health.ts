import { z } from 'zod'
import type { AgentDirectory, ServedAgent } from './ports.ts'

/** How an agent can stand, the worst first. */
const HEALTH_STATES = ['down', 'degraded', 'stopped', 'searching', 'healthy'] as const
export type HealthState = (typeof HEALTH_STATES)[number]

export const healthState = z.enum(HEALTH_STATES)

export const healthAnswer = z
  .object({
    state: healthState.describe(
      '`healthy`: it can be called. `degraded`: some upstream gets no calls, or its card cannot be read. `down`: it cannot be called. `stopped`: by order. `searching`: its card is looked for.',
    ),
    reason: z.string().optional().describe('Why it is not healthy.'),
  })
  .describe('How it stands, as this gateway sees it.')

export interface AgentHealth {
  readonly state: HealthState
  readonly reason?: string
}

type Directory = Pick<AgentDirectory, 'stopped' | 'standing'>

/** How an agent stands, from what is known: nothing is connected to or asked for it. */
export function agentHealth(served: ServedAgent, agents: Directory): AgentHealth {
  const stopped = agents.stopped(served)
  if (stopped !== undefined) return { state: 'stopped', reason: stopped.reason }
  if (served.problem !== undefined) return { state: 'down', reason: served.problem }
  return upstreamHealth(served, agents) ?? cardHealth(served)
}

function upstreamHealth(served: ServedAgent, agents: Directory): AgentHealth | undefined {
  const own = (agents.standing(served)?.upstreams ?? []).filter(({ fallback }) => fallback !== true)
  const away = own.filter(({ state }) => state === 'open')
  const [first] = away
  if (first === undefined) return undefined
  const why = first.reason === undefined ? '' : ` ${first.name}: ${first.reason}`
  const reason = `${away.length} of ${own.length} upstreams ${away.length === 1 ? 'is' : 'are'} down.${why}`
  return { state: away.length === own.length ? 'down' : 'degraded', reason }
}

function cardHealth({ cardState: { state, error } }: ServedAgent): AgentHealth {
  if (state === 'searching') return { state: 'searching', reason: 'Its card is looked for.' }
  if (state === 'missing') return { state: 'degraded', reason: error ?? 'It has no card.' }
  return error === undefined ? { state: 'healthy' } : { state: 'degraded', reason: `Its card cannot be read. ${error}` }
}
