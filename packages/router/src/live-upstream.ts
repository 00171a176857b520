import type { Agent, Runner } from '@gateway/core'
import { Breaker, type Outage } from './breaker.ts'
import type { Health } from './health-settings.ts'
import { SlidingCount } from './sliding-count.ts'
import type { Candidate } from './strategy.ts'
import type { CallerContext, Upstream } from './upstream.ts'

/** What a new answer weighs in the moving average. */
const NEWEST = 0.2

/** An upstream as it is now: what is known of it, counted and measured. */
export class LiveUpstream implements Candidate {
  readonly name: string
  readonly agent: Agent
  readonly runner: Runner | undefined
  readonly breaker: Breaker
  readonly #moment: { readonly now: number }
  readonly #changed: () => void
  readonly #minute = new SlidingCount(60_000)
  #settings: Upstream
  #active = 0
  #latencyMs: number | undefined
  #answers = 0
  #failures = 0
  #calls = 0
  #lastError: { readonly at: number; readonly reason: string } | undefined

  constructor(
    upstream: Upstream & { readonly name: string },
    made: {
      readonly agent: Agent
      readonly health: Health
      /** When the choice that is being made is made: strategies look at many, and one look at the clock is enough. */
      readonly moment: { readonly now: number }
      /** It may be a candidate now, or is none any more. */
      readonly changed: () => void
      /** Its breaker opened or closed by what happened here. */
      readonly switched: (outage: Outage | undefined) => void
    },
  ) {
    this.name = upstream.name
    this.agent = made.agent
    this.runner = upstream.runner
    this.breaker = new Breaker(made.health, made)
    this.#moment = made.moment
    this.#changed = made.changed
    this.#settings = upstream
  }

  get weight(): number {
    return this.#settings.weight ?? 1
  }
  get priority(): number {
    return this.#settings.priority ?? 0
  }
  get cost(): number | undefined {
    const { cost } = this.#settings
    return typeof cost === 'function' ? cost() : cost
  }
  get requestsPerMinute(): number | undefined {
    return this.#settings.requestsPerMinute
  }
  get draining(): boolean {
    return this.#settings.draining ?? false
  }
  get check(): Upstream['check'] {
    return this.#settings.check
  }
  get active(): number {
    return this.#active
  }
  get latencyMs(): number | undefined {
    return this.#latencyMs
  }
  get callsPerMinute(): number {
    return this.callsInMinute(this.#moment.now)
  }
  callsInMinute(now: number): number {
    return this.#minute.count(now)
  }
  /** Answers that the latency is made of. */
  get answers(): number {
    return this.#answers
  }
  get counts() {
    return { calls: this.#calls, failures: this.#failures, lastError: this.#lastError }
  }

  /** Whether it is meant to get new work. */
  get open(): boolean {
    return this.weight > 0 && !this.draining
  }
  /** Whether some callers' work may not be sent there. */
  get choosy(): boolean {
    return this.#settings.admits !== undefined
  }
  /** Whether this caller's work may be sent there. */
  admits(context: CallerContext): boolean {
    return this.#settings.admits?.(context) ?? true
  }
  /** Whether as many calls are under way as may be. */
  get full(): boolean {
    const { parallel } = this.#settings
    return parallel !== undefined && this.#active >= parallel
  }
  /** Whether it has been given all the calls of a minute. */
  spent(now: number): boolean {
    const { requestsPerMinute } = this.#settings
    return requestsPerMinute !== undefined && this.#minute.count(now) >= requestsPerMinute
  }

  /** New settings for the same agent. */
  change(upstream: Upstream): void {
    this.#settings = upstream
  }

  begin(now: number): void {
    this.#active += 1
    this.#calls += 1
    this.#minute.add(now)
    if (this.full || this.spent(now)) this.#changed()
  }

  end(): void {
    const wasFull = this.full
    this.#active -= 1
    if (wasFull) this.#changed()
  }

  answered(now: number, milliseconds: number): void {
    this.#answers += 1
    this.#latencyMs =
      this.#latencyMs === undefined ? milliseconds : this.#latencyMs + NEWEST * (milliseconds - this.#latencyMs)
    this.breaker.succeeded(now)
  }

  failed(now: number, reason: string): void {
    this.#failures += 1
    this.#lastError = { at: now, reason }
  }

  /** Its latency is that of another time. */
  forgetLatency(): void {
    this.#latencyMs = undefined
    this.#answers = 0
  }
}
