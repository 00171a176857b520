import type { State } from '../../../components/state-label.tsx'
import { standingOf } from '../agent-facts.ts'
import type { Agent } from '../agents-query.ts'
import type { UpstreamState } from './upstreams-query.ts'

/** How an upstream stands, in a few words. Of one alone, which nothing is chosen among, no more is known than how its agent stands. */
export function upstreamStanding(
  { state, draining }: Pick<UpstreamState, 'state' | 'draining'>,
  agent: Pick<Agent, 'health' | 'card_state'>,
): {
  readonly state: State
  readonly label: string
} {
  if (state === 'open') return { state: 'down', label: 'Down' }
  if (state === 'half-open') return { state: 'degraded', label: 'Trying it again' }
  if (draining === true) return { state: 'waiting', label: 'Draining' }
  if (state === undefined) {
    const { state: known, label } = standingOf(agent)
    return { state: known, label }
  }
  return { state: 'healthy', label: 'Healthy' }
}

type Upstream = NonNullable<Agent['upstreams']>[number]

/** Where an upstream is, of what its adapter is told. */
export function placeOf({ settings }: Upstream): string | undefined {
  const url: unknown = settings?.url
  return typeof url === 'string' ? url : undefined
}

/** The upstreams of an agent with one of them changed, to be sent as a whole. */
export const withUpstream = (
  agent: Agent,
  name: string,
  change: { readonly weight?: number; readonly draining?: boolean },
) => (agent.upstreams ?? []).map((upstream) => (upstream.name === name ? { ...upstream, ...change } : upstream))
