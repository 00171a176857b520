import type { Health } from './health-settings.ts'
import { SlidingCount } from './sliding-count.ts'

export type BreakerState = 'closed' | 'open' | 'half-open'

/** Why an upstream gets no calls; kept while it is being tried again. */
export interface Outage {
  /** For people: what happened, without addresses or secrets. */
  readonly reason: string
  /** Milliseconds since 1970. */
  readonly since: number
  /** When it is tried again. */
  readonly until: number
  /** It asked for the pause itself (`Retry-After`): it is left alone whatever else is down. */
  readonly asked: boolean
}

interface Told {
  /** Whether it admits a call may be different now. */
  readonly changed: () => void
  /** It opened, or closed, by what happened here. */
  readonly switched: (outage: Outage | undefined) => void
}

/**
 * Whether an upstream gets calls. `closed`: it does. `open`: not until its cooldown is over. `half-open`: as many at once
 * as there are probes; when as many have been answered it is closed, the first that fails opens it for longer.
 */
export class Breaker {
  readonly #health: Health
  readonly #tell: Told
  readonly #calls: SlidingCount
  readonly #failures: SlidingCount
  #row = 0
  #outage: Outage | undefined
  #trying = 0
  #answered = 0
  /** Cooldowns one after another, without a return between them. */
  #openings = 0
  #backSince = Number.NEGATIVE_INFINITY

  constructor(health: Health, tell: Told) {
    this.#health = health
    this.#tell = tell
    this.#calls = new SlidingCount(health.windowMs)
    this.#failures = new SlidingCount(health.windowMs)
  }

  get outage(): Outage | undefined {
    return this.#outage
  }

  /** Nothing has failed since it last answered. */
  get sound(): boolean {
    return this.#outage === undefined && this.#row === 0
  }

  state(now: number): BreakerState {
    if (this.#outage === undefined) return 'closed'
    return now < this.#outage.until ? 'open' : 'half-open'
  }

  /** Whether it may be given a call now. */
  admits(now: number): boolean {
    const outage = this.#outage
    return outage === undefined || (now >= outage.until && this.#trying < this.#health.probes)
  }

  /** A call is given to it. Returns whether the call finds out if it is back: then `tried` is to be told of its end. */
  begin(now: number): boolean {
    if (this.state(now) !== 'half-open') return false
    this.#trying += 1
    this.#tell.changed()
    return true
  }

  tried(): void {
    this.#trying = Math.max(0, this.#trying - 1)
    this.#tell.changed()
  }

  succeeded(now: number): void {
    this.#row = 0
    this.#calls.add(now)
    if (this.state(now) !== 'half-open') return
    this.#answered += 1
    if (this.#answered >= this.#health.probes) this.close(now)
  }

  /** `inRow: false`: it answered, and said that it failed; only many of those say something about it. */
  failed(now: number, reason: string, inRow = true): void {
    this.#calls.add(now)
    this.#failures.add(now)
    const state = this.state(now)
    if (state === 'open') return
    if (state === 'half-open') {
      if (inRow) this.open(now, reason)
      return
    }
    if (inRow) this.#row += 1
    const { consecutiveFailures, failureRate, minimumCalls } = this.#health
    if (this.#row >= consecutiveFailures) {
      this.open(now, `${this.#row} ${this.#row === 1 ? 'call' : 'calls in a row'} failed. The last one: ${reason}`)
      return
    }
    const calls = this.#calls.count(now)
    const failures = this.#failures.count(now)
    if (calls >= minimumCalls && failures / calls >= failureRate) {
      this.open(now, `${failures} of its last ${calls} calls failed. The last one: ${reason}`)
    }
  }

  /** `forMs`: what it asked for itself; else the cooldown. */
  open(now: number, reason: string, forMs?: number): void {
    const { takesOut, cooldownMs, longestCooldownMs } = this.#health
    if (!takesOut) return
    const cooldown = forMs ?? Math.min(cooldownMs * 2 ** this.#openings, longestCooldownMs)
    // What it asked for says nothing about how it will be afterwards.
    if (forMs === undefined) this.#openings += 1
    this.#outage = { reason, since: this.#outage?.since ?? now, until: now + cooldown, asked: forMs !== undefined }
    this.#answered = 0
    this.#row = 0
    this.#tell.changed()
    this.#tell.switched(this.#outage)
  }

  /** A check says that it is there: calls find out. */
  answeredCheck(now: number): void {
    if (this.#outage === undefined) return
    this.#outage = { ...this.#outage, until: Math.min(this.#outage.until, now) }
    this.#tell.changed()
  }

  /** What another replica found out. */
  adopt(outage: Outage | undefined, now: number): void {
    if (outage === undefined) {
      if (this.#outage !== undefined) this.#close(now)
      return
    }
    this.#outage = outage
    this.#answered = 0
    this.#tell.changed()
  }

  close(now: number): void {
    this.#close(now)
    this.#tell.switched(undefined)
  }

  #close(now: number): void {
    this.#outage = undefined
    this.#openings = 0
    this.#row = 0
    this.#answered = 0
    this.#calls.clear()
    this.#failures.clear()
    this.#backSince = now
    this.#tell.changed()
  }

  /** From 0.1 to 1: the share of its work that it gets after its return. */
  ramp(now: number): number {
    const { slowStartMs } = this.#health
    const back = now - this.#backSince
    return back >= slowStartMs ? 1 : Math.max(0.1, back / slowStartMs)
  }
}
