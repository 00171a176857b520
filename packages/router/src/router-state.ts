import type { BreakerState } from './breaker.ts'
import type { LiveUpstream } from './live-upstream.ts'
import type { Routing } from './routing.ts'

/** How an upstream stands; times are ISO 8601. */
export interface UpstreamState {
  readonly name: string
  readonly fallback: boolean
  readonly state: BreakerState
  /** Why, since when, and until when it gets no calls. */
  readonly reason?: string
  readonly since?: string
  readonly until?: string
  readonly weight: number
  readonly draining: boolean
  /** Share of its work that it gets while it comes back; 1: all. */
  readonly ramp: number
  readonly active: number
  readonly callsPerMinute: number
  readonly latencyMs?: number
  /** Since this process began. */
  readonly calls: number
  readonly failures: number
  readonly lastError?: { readonly at: string; readonly reason: string }
}

export interface RouterState {
  /** Nothing is routed, by order. */
  readonly stopped?: { readonly reason: string; readonly since: string }
  /** So many are down that all are tried. */
  readonly panic: boolean
  /** Calls that wait for room. */
  readonly waiting: number
  readonly upstreams: readonly UpstreamState[]
}

const iso = (at: number) => new Date(at).toISOString()

export function stateOf(routing: Routing): RouterState {
  const { stopped, pool, line } = routing
  const now = routing.clock.now()
  return {
    ...(stopped === undefined ? {} : { stopped: { reason: stopped.reason, since: iso(stopped.since) } }),
    panic: pool.panics,
    waiting: line.length,
    upstreams: [
      ...routing.upstreams.map((upstream) => upstreamState(upstream, now, false)),
      ...routing.fallbacks.map((upstream) => upstreamState(upstream, now, true)),
    ],
  }
}

function upstreamState(upstream: LiveUpstream, now: number, fallback: boolean): UpstreamState {
  const { name, breaker, weight, draining, active, latencyMs } = upstream
  const { calls, failures, lastError } = upstream.counts
  const { outage } = breaker
  return {
    name,
    fallback,
    state: breaker.state(now),
    ...(outage === undefined ? {} : { reason: outage.reason, since: iso(outage.since), until: iso(outage.until) }),
    weight,
    draining,
    ramp: breaker.ramp(now),
    active,
    callsPerMinute: upstream.callsInMinute(now),
    ...(latencyMs === undefined ? {} : { latencyMs: Math.round(latencyMs * 100) / 100 }),
    calls,
    failures,
    ...(lastError === undefined ? {} : { lastError: { at: iso(lastError.at), reason: lastError.reason } }),
  }
}
