import type { GatewayError } from '@gateway/core'
import type { Clock } from './clock.ts'
import type { LiveUpstream } from './live-upstream.ts'
import { noUpstream } from './no-upstream.ts'
import type { RoutedCall, Strategy } from './strategy.ts'

/** For how long one that has used its minute's calls is left alone before it is looked at again. */
const RATE_AGAIN_MS = 1_000

export interface PoolOptions {
  readonly panicBelow: number
  readonly clock: Clock
  readonly random: () => number
}

/** The upstreams that new work may go to, and the choice among them. */
export class Pool {
  readonly #options: PoolOptions
  #strategy: Strategy = () => undefined
  #upstreams: readonly LiveUpstream[] = []
  /** Those that may be given a call, for as long as nothing has changed. */
  #candidates: readonly LiveUpstream[] = []
  #validUntil = Number.NEGATIVE_INFINITY
  #panics = false
  #now = 0

  constructor(options: PoolOptions) {
    this.#options = options
  }

  /** When the last choice was made, by the router's clock. */
  get now(): number {
    return this.#now
  }

  /** Whether so many are down that all are tried. */
  get panics(): boolean {
    return this.#panics
  }

  replace(upstreams: readonly LiveUpstream[], strategy: Strategy): void {
    this.#upstreams = upstreams
    this.#strategy = strategy
    this.changed()
  }

  /** An upstream is not what it was: who may be given a call is found out anew. */
  changed(): void {
    this.#validUntil = Number.NEGATIVE_INFINITY
  }

  /** One that may be given the call now and is accepted; none of those in `but`. */
  choose(
    call: RoutedCall,
    but: readonly LiveUpstream[],
    accepts?: (upstream: LiveUpstream) => boolean,
  ): LiveUpstream | undefined {
    const { clock, random } = this.#options
    const now = clock.now()
    this.#now = now
    if (now >= this.#validUntil) this.#look(now)
    let candidates = this.#candidates
    if (accepts !== undefined) candidates = candidates.filter(accepts)
    if (but.length > 0) {
      candidates = candidates.filter((upstream) => !but.includes(upstream))
      // What has failed once goes where nothing has, if there is such a one; not even a panic sends it to one that is down.
      const sound = candidates.filter(({ breaker }) => breaker.sound)
      candidates = sound.length > 0 ? sound : candidates.filter(({ breaker }) => breaker.admits(now))
    }
    while (candidates.length > 0) {
      const chosen = this.#strategy(candidates, call, random, now)
      const upstream = candidates.find((candidate) => candidate === chosen)
      if (upstream === undefined) return undefined
      const ramp = upstream.breaker.ramp(now)
      if (ramp >= 1 || candidates.length === 1 || random() < ramp) return upstream
      candidates = candidates.filter((candidate) => candidate !== upstream)
    }
    return undefined
  }

  /** Whether one that is accepted is only busy: waiting helps. */
  busy(accepts?: (upstream: LiveUpstream) => boolean): boolean {
    const now = this.#options.clock.now()
    return this.#upstreams.some(
      (upstream) =>
        upstream.open && upstream.full && upstream.breaker.state(now) === 'closed' && (accepts?.(upstream) ?? true),
    )
  }

  /** Why there is none. */
  refusal(): GatewayError {
    return noUpstream(this.#upstreams, this.#options.clock.now())
  }

  #look(now: number): void {
    const meant = this.#upstreams.filter(({ open }) => open)
    const up = meant.filter(({ breaker }) => breaker.admits(now))
    this.#panics = meant.length > 0 && (up.length === 0 || up.length / meant.length < this.#options.panicBelow)
    const tried = this.#panics ? meant.filter(({ breaker }) => !isAsked(breaker, now)) : up
    this.#candidates = tried.filter((upstream) => !upstream.full && !upstream.spent(now))
    this.#validUntil = Number.POSITIVE_INFINITY
    for (const { breaker } of meant) {
      const until = breaker.outage?.until ?? Number.POSITIVE_INFINITY
      if (until > now && until < this.#validUntil) this.#validUntil = until
    }
    if (tried.some((upstream) => upstream.spent(now))) {
      this.#validUntil = Math.min(this.#validUntil, now + RATE_AGAIN_MS)
    }
  }
}

/** It said itself that it takes no calls: not even when all are down. */
function isAsked(breaker: LiveUpstream['breaker'], now: number): boolean {
  return breaker.outage?.asked === true && breaker.state(now) === 'open'
}
