import type { Agent, Runner } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { type Affinity, memoryAffinity } from './affinity.ts'
import { type Clock, systemClock } from './clock.ts'
import { type Health, healthOf } from './health-settings.ts'
import { Lease } from './lease.ts'
import { LiveUpstream } from './live-upstream.ts'
import type { MirrorSettings } from './mirror.ts'
import { Pool } from './pool.ts'
import { RetryBudget } from './retry-budget.ts'
import type { RouterOptions, RoutingSettings } from './router-options.ts'
import { slowness } from './slowness.ts'
import { STRATEGIES } from './strategies.ts'
import type { RoutedCall, Strategy } from './strategy.ts'
import { type CallerContext, named, type Upstream } from './upstream.ts'
import { WaitingLine } from './waiting-line.ts'

/** Why nothing is routed. */
export interface Stopped {
  readonly reason: string
  readonly since: number
}

/** What is looked for. */
export interface Wanted {
  readonly call: RoutedCall
  /** Those that have been tried. */
  readonly but: readonly LiveUpstream[]
  readonly signal: AbortSignal
  readonly accepts?: ((upstream: LiveUpstream) => boolean) | undefined
}

/** Everything that a router knows and decides; carrying calls out is done around it. */
export class Routing {
  readonly affinity: Affinity
  readonly budget: RetryBudget
  readonly clock: Clock
  readonly health: Health
  readonly line: WaitingLine
  readonly options: RouterOptions
  readonly pool: Pool
  readonly random: () => number
  readonly #makeRunner: (name: string) => Runner
  readonly #leases = new Set<Lease>()
  readonly #stopListening: (() => void) | undefined
  #all = new Map<string, { readonly given: Upstream; readonly live: LiveUpstream }>()
  #fallbacks: readonly LiveUpstream[] = []
  #mirror: MirrorSettings | undefined
  /** Whether any upstream is not for everybody. */
  #choosy = false
  #stopped: Stopped | undefined
  #strategy: { readonly named: RoutingSettings['strategy']; readonly strategy: Strategy } | undefined

  constructor(options: RouterOptions, makeRunner: (routing: Routing, name: string) => Runner) {
    this.options = options
    this.affinity = options.affinity ?? memoryAffinity()
    this.clock = options.clock ?? systemClock
    this.random = options.random ?? Math.random
    this.health = healthOf(options.health)
    this.budget = new RetryBudget(options.retry?.budget, options.retry?.burst)
    this.line = new WaitingLine(options.queue ?? 100, (options.queueSeconds ?? 10) * 1000)
    this.pool = new Pool({ panicBelow: this.health.panicBelow, clock: this.clock, random: this.random })
    this.#makeRunner = (name) => makeRunner(this, name)
    this.update(options)
    this.#stopListening = options.share?.listen((name, outage) =>
      this.find(name)?.breaker.adopt(outage, this.clock.now()),
    )
  }

  get upstreams(): readonly LiveUpstream[] {
    return [...this.#all.values()].map(({ live }) => live).filter((live) => !this.#fallbacks.includes(live))
  }
  get fallbacks(): readonly LiveUpstream[] {
    return this.#fallbacks
  }
  get mirror(): MirrorSettings | undefined {
    return this.#mirror
  }
  get stopped(): Stopped | undefined {
    return this.#stopped
  }

  find(name: string): LiveUpstream | undefined {
    return this.#all.get(name)?.live
  }

  /** Takes new settings; what runs goes on, also where its upstream is gone. */
  update(settings: RoutingSettings): void {
    const given = [...named(settings.upstreams), ...named(settings.fallbacks ?? [], 'fallback')]
    const names = new Set(given.map(({ name }) => name))
    if (names.size < given.length) throw invalid('fallbacks', 'a fallback has the name of an upstream.')
    if (settings.upstreams.length === 0) throw invalid('upstreams', 'there must be at least one.')
    if (settings.mirror !== undefined && !names.has(settings.mirror.upstream))
      throw invalid('mirror.upstream', `there is no upstream "${settings.mirror.upstream}".`)
    const strategy = strategyOf(settings.strategy)
    this.#all = new Map(given.map((upstream) => [upstream.name, this.#live(upstream)]))
    const live = [...this.#all.values()].map((each) => each.live)
    this.#fallbacks = live.slice(settings.upstreams.length)
    this.#mirror = settings.mirror
    this.#choosy = live.some(({ choosy }) => choosy)
    // The same strategy goes on where it was.
    const goesOn = this.#strategy !== undefined && this.#strategy.named === settings.strategy
    this.#strategy = goesOn ? this.#strategy : { named: settings.strategy, strategy }
    this.pool.replace(live.slice(0, settings.upstreams.length), this.#strategy?.strategy ?? strategy)
    this.line.all()
  }

  /** Nothing is routed from now on; `cancel`: what runs is aborted with the error that new calls get. */
  stop(reason: string, cancel: boolean): void {
    this.#stopped = { reason, since: this.clock.now() }
    if (cancel) for (const lease of [...this.#leases]) lease.abort(switchedOff(this.#stopped))
    this.line.all()
  }

  start(): void {
    this.#stopped = undefined
  }

  /** Rejects while nothing is routed. */
  refuseWhenStopped(): void {
    if (this.#stopped !== undefined) throw switchedOff(this.#stopped)
  }

  /** Whether this one may be given a call now. */
  admits(upstream: LiveUpstream): boolean {
    const now = this.clock.now()
    return upstream.breaker.admits(now) && !upstream.full && !upstream.spent(now)
  }

  /** Which upstreams this caller's work may go to; `undefined`: all that `also` accepts. */
  acceptsFor(
    context: CallerContext,
    also?: (upstream: LiveUpstream) => boolean,
  ): ((upstream: LiveUpstream) => boolean) | undefined {
    if (!this.#choosy) return also
    return (upstream) => upstream.admits(context) && (also?.(upstream) ?? true)
  }

  lease(upstream: LiveUpstream, signal: AbortSignal): Lease {
    const lease = new Lease(upstream, this.clock, signal, this.#ended)
    this.#leases.add(lease)
    return lease
  }

  /** Takes up one of the upstreams, now or when there is room. Rejects when there is none, or too many wait. */
  async acquire<Taken>(
    { call, but, signal, accepts }: Wanted,
    take: (upstream: LiveUpstream) => Taken,
  ): Promise<Taken> {
    for (;;) {
      this.refuseWhenStopped()
      const upstream = this.pool.choose(call, but, accepts)
      if (upstream !== undefined) return take(upstream)
      const wanted = (each: LiveUpstream) => !but.includes(each) && (accepts?.(each) ?? true)
      if (!this.pool.busy(wanted)) throw this.pool.refusal()
      await this.line.wait((each) => each.open && wanted(each), signal)
    }
  }

  /** A place at this upstream. */
  async acquireAt(upstream: LiveUpstream, signal: AbortSignal): Promise<Lease> {
    for (;;) {
      this.refuseWhenStopped()
      if (!upstream.full) return this.lease(upstream, signal)
      await this.line.wait((each) => each === upstream, signal)
    }
  }

  dispose(): void {
    this.#stopListening?.()
  }

  #live(upstream: Upstream & { readonly name: string }): { readonly given: Upstream; readonly live: LiveUpstream } {
    const known = this.#all.get(upstream.name)
    if (known !== undefined && known.given.agent === upstream.agent && known.given.runner === upstream.runner) {
      known.live.change(upstream)
      return { given: upstream, live: known.live }
    }
    const { name, agent } = upstream
    const made: Agent = typeof agent === 'function' ? agent(this.#makeRunner(name)) : agent
    const live: LiveUpstream = new LiveUpstream(upstream, {
      agent: made,
      health: this.health,
      moment: this.pool,
      changed: () => this.pool.changed(),
      switched: (outage) => this.options.share?.tell(name, outage),
    })
    return { given: upstream, live }
  }

  #openWhenSlow(upstream: LiveUpstream): void {
    if (this.health.slowFactor === Number.POSITIVE_INFINITY || upstream.breaker.outage !== undefined) return
    const reason = slowness(upstream, this.upstreams, this.health.slowFactor)
    if (reason === undefined) return
    upstream.forgetLatency()
    upstream.breaker.open(this.clock.now(), reason)
  }

  readonly #ended = (lease: Lease) => {
    this.#leases.delete(lease)
    this.#openWhenSlow(lease.upstream)
    if (this.line.length > 0) this.line.room(lease.upstream)
  }
}

function strategyOf(strategy: RoutingSettings['strategy'] = 'two-choices'): Strategy {
  if (typeof strategy === 'function') return strategy
  const make = Object.hasOwn(STRATEGIES, strategy) ? STRATEGIES[strategy] : undefined
  if (make === undefined)
    throw invalid('strategy', `"${strategy}" is not one of ${Object.keys(STRATEGIES).join(', ')}.`)
  return make()
}

const invalid = (field: string, what: string) => gatewayError('INVALID_PARAMS', `${field}: ${what}`, { field })

function switchedOff({ reason, since }: Stopped) {
  return gatewayError('UNAVAILABLE', `This agent is switched off since ${new Date(since).toISOString()}: ${reason}`)
}
