import type { Affinity } from './affinity.ts'
import type { Outage } from './breaker.ts'
import type { Clock } from './clock.ts'
import type { HealthSettings } from './health-settings.ts'
import type { MirrorSettings } from './mirror.ts'
import type { RetrySettings } from './retry-settings.ts'
import type { StrategyName } from './strategies.ts'
import type { Strategy } from './strategy.ts'
import type { Upstream } from './upstream.ts'

/** What routers of several replicas tell each other. A router without one keeps to itself. */
export interface HealthShare {
  /** The breaker of an upstream opened here, or closed (`undefined`). Must not throw. */
  tell(upstream: string, outage: Outage | undefined): void
  /** Calls the listener with what other replicas told; what it returns stops that. */
  listen(listener: (upstream: string, outage: Outage | undefined) => void): () => void
}

/** What can be changed while calls run. */
export interface RoutingSettings {
  /** In any order, of any kind. Kept by their names: one whose agent and runner are the same objects keeps what is known of it. */
  readonly upstreams: readonly Upstream[]
  /** Tried in this order when no upstream could begin with the message. Their names are unlike those of the upstreams. */
  readonly fallbacks?: readonly Upstream[] | undefined
  /** A name, or a function of your own. Default `two-choices`. */
  readonly strategy?: StrategyName | Strategy | undefined
  /** A share of the new messages goes to a second upstream as well, whose answers nobody gets. Default: none. */
  readonly mirror?: MirrorSettings | undefined
}

export interface RouterOptions extends RoutingSettings {
  /** Who knows where tasks and conversations are. Default: `memoryAffinity()`. */
  readonly affinity?: Affinity | undefined
  /**
   * `own` (the default): each upstream keeps its tasks to itself; one that is not known is asked for everywhere, and lists
   * are those of one conversation. `shared`: all answer for all tasks, because they are kept above them (`complete()`).
   */
  readonly tasks?: 'own' | 'shared' | undefined
  /**
   * A message in a conversation whose upstream is down. `fail` (the default): UNAVAILABLE, with since when and until when.
   * `move`: it goes to another, which knows nothing of what was said. A message to a task is never moved.
   */
  readonly whenDown?: 'fail' | 'move' | undefined
  readonly retry?: RetrySettings | undefined
  readonly health?: HealthSettings | undefined
  /** Calls that may wait for an upstream that has as many as it may have (`parallel`). Default 100. */
  readonly queue?: number | undefined
  /** For how long one waits at most. Default 10. */
  readonly queueSeconds?: number | undefined
  readonly share?: HealthShare | undefined
  /** Default: the machine's. */
  readonly clock?: Clock | undefined
  /** Numbers of [0, 1). Default `Math.random`. */
  readonly random?: (() => number) | undefined
}
