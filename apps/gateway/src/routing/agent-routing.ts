import type { ConnectionPool } from '@gateway/adapter-kit'
import { type Budgets, budgeted, guard, type Limiter, limited } from '@gateway/auth'
import {
  type Agent,
  type ExpectedCosts,
  type GatewayError,
  gatewayError,
  grantsAsMuch,
  type Logger,
  type MayReach,
  type Recorder,
  type Runner,
} from '@gateway/core'
import {
  type AgentChange,
  type Compose,
  type ConnectedUpstream,
  pricesOf,
  type RegisteredAgent,
} from '@gateway/registry'
import { createRouter, type Router, type RouterState, type RoutingSettings, type Upstream } from '@gateway/router'
import type { PriceOf } from '@gateway/tasks'
import { createAttached } from './attached.ts'
import { completeUpstream, routedUpstream, type TaskKeeping } from './complete-upstream.ts'
import { createCopiesUnderWay } from './copies-under-way.ts'
import { guardedWebhooks } from './guarded-webhooks.ts'
import { indexAffinity } from './index-affinity.ts'
import { mirrorUpstream } from './mirror-upstream.ts'
import { createPriceBook } from './price-book.ts'
import { lastingOptions, upstreamSettings } from './router-settings.ts'
import type { SharedHealth } from './shared-health.ts'
import { upstreamCheck } from './upstream-check.ts'

export interface AgentRoutingOptions {
  readonly keeping: TaskKeeping
  /** Whether an administrator has stopped an agent. */
  readonly stopped: (agentId: string) => boolean
  readonly health: SharedHealth
  /** Counts the messages that have limits. */
  readonly limiter: Limiter
  /** Keeps what the messages cost within budgets, by what they are expected to. */
  readonly budgets: Budgets
  readonly expectedCosts: ExpectedCosts
  /** Of copies of messages. */
  readonly recorder: Recorder
  /** Connections of health checks. */
  readonly pool: ConnectionPool
  /** Where webhooks may be that callers hand in. */
  readonly mayNotify: MayReach | undefined
  readonly logger: Logger
}

/** Makes what calls go to of agents' upstreams: one alone, or many behind a router that lives as long as its agent. */
export interface AgentRouting extends Disposable {
  readonly compose: Compose
  /** An agent was registered, edited or removed. */
  changed(agent: AgentChange, find: Find): void
  /** What carries on with runs of this agent that a process has left. */
  runner(agent: RegisteredAgent): Runner | undefined
  /** What is charged for the agent's runs, by the upstream that finishes them. */
  priceOf(agent: RegisteredAgent): PriceOf
  /** Ends the copies of messages that its mirror works at. */
  abortCopies(agentId: string, reason: GatewayError): void
  /** How the upstreams of an agent stand among which is chosen, where it is connected. Connects nothing. */
  standing(agentId: string): RouterState | undefined
  /** How its upstreams stand. Of one alone, which nothing is chosen among, only the name is known. */
  state(agent: RegisteredAgent): RouterState | { readonly upstreams: readonly { readonly name: string }[] }
}

type Find = (idOrName: string) => RegisteredAgent | undefined

interface Routed {
  readonly router: Router
  readonly lasting: string
  readonly fallbacks: readonly string[]
  readonly settings: () => RoutingSettings
  readonly checking: NodeJS.Timeout | undefined
}

const CHECK_SECONDS = 15

export function createAgentRouting(options: AgentRoutingOptions): AgentRouting {
  const { keeping, stopped, health, limiter, budgets, expectedCosts, recorder, pool, mayNotify, logger } = options
  const routed = new Map<string, Routed>()
  const copies = createCopiesUnderWay()
  const prices = createPriceBook()
  /** What the router is given must be the same object for as long as it means the same: it keeps what it knows by it. */
  const made = new WeakMap<Agent, Map<string, Pick<Upstream, 'agent' | 'runner'>>>()

  const attached = createAttached()
  const once = (
    { agent }: ConnectedUpstream,
    meaning: readonly unknown[],
    make: () => Pick<Upstream, 'agent' | 'runner'>,
  ) => {
    const known = made.get(agent) ?? new Map<string, Pick<Upstream, 'agent' | 'runner'>>()
    made.set(agent, known)
    const key = JSON.stringify(meaning)
    const upstream = known.get(key) ?? make()
    known.set(key, upstream)
    return upstream
  }
  const completed = (upstream: ConnectedUpstream, name: string, { id, definition }: RegisteredAgent) => {
    const { contexts, limits, cost } = definition
    const meaning = [id, name, contexts, limits?.totalSeconds, upstream.definition.cost ?? cost]
    prices.set(id, name, upstream.definition.cost ?? cost)
    return once(upstream, meaning, () =>
      routedUpstream(upstream, name, definition, { ...keeping, priceOf: prices.of(id) }),
    )
  }
  const mirrored = (upstream: ConnectedUpstream, registered: RegisteredAgent) => {
    const { name, cost } = upstream.definition
    const { records, cost: common } = registered.definition
    const meaning = ['mirror', name, registered.name, records, cost ?? common]
    return once(upstream, meaning, () => ({ agent: mirrorUpstream(upstream, registered, { recorder, copies }) }))
  }
  const settingsOfUpstream = ({ definition }: ConnectedUpstream, name: string, registered: RegisteredAgent) =>
    upstreamSettings(definition, () =>
      expectedCosts.at(registered.id, name, definition.cost ?? registered.definition.cost),
    )
  const upstreamOf = (upstream: ConnectedUpstream, registered: RegisteredAgent): Upstream => {
    const { definition } = registered
    const { name } = upstream.definition
    if (name === definition.routing?.mirror?.upstream) {
      return { name, ...settingsOfUpstream(upstream, name, registered), ...mirrored(upstream, registered), weight: 0 }
    }
    const check = upstreamCheck(upstream.definition, upstream.agent, pool)
    return { name, check, ...settingsOfUpstream(upstream, name, registered), ...completed(upstream, name, registered) }
  }
  /** The upstreams of the agents that stand in, in their order, with their tasks as this agent's. */
  const fallbacksOf = (registered: RegisteredAgent, find: Find): Upstream[] =>
    (registered.definition.routing?.fallbacks ?? []).flatMap((fallback) => {
      const standIn = find(fallback)
      if (standIn === undefined || standIn.id === registered.id) return []
      return attached(standIn.upstreams, registered.definition).map((upstream) => {
        const name = `${fallback}/${upstream.definition.name}`
        return {
          name,
          ...settingsOfUpstream(upstream, name, registered),
          ...completed(upstream, name, registered),
          admits: ({ caller, agent }) =>
            caller !== undefined && grantsAsMuch(caller.agents, agent.id, standIn.id) && !stopped(standIn.id),
        }
      })
    })
  const settingsOf = (
    registered: RegisteredAgent,
    upstreams: readonly ConnectedUpstream[],
    find: Find,
  ): RoutingSettings => {
    const { strategy, mirror } = registered.definition.routing ?? {}
    return {
      upstreams: upstreams.map((upstream) => upstreamOf(upstream, registered)),
      fallbacks: fallbacksOf(registered, find),
      strategy,
      mirror: mirror && { upstream: mirror.upstream, share: mirror.share },
    }
  }
  /** What every call passes before it reaches the agent. */
  const gated = ({ id, definition }: RegisteredAgent, agent: Agent): Agent => {
    const { limits, budget } = definition
    const upstreamPrices = pricesOf(definition)
    const expected = () => expectedCosts.of(id, upstreamPrices)
    return guard(
      limited(budgeted(guardedWebhooks(agent, mayNotify), { budgets, budget, expected }), { limiter, limits }),
    )
  }
  const forget = (agentId: string) => {
    const known = routed.get(agentId)
    clearInterval(known?.checking)
    known?.router[Symbol.dispose]()
    routed.delete(agentId)
  }
  const route = (registered: RegisteredAgent, upstreams: readonly ConnectedUpstream[], find: Find): Router => {
    const { routing } = registered.definition
    const settings = () => settingsOf(registered, upstreams, find)
    const lasting = JSON.stringify(lastingOptions(routing, upstreams.length === 1))
    const before = routed.get(registered.id)
    let router: Router
    if (before?.lasting === lasting) {
      router = before.router
      router.update(settings())
      clearInterval(before.checking)
    } else {
      forget(registered.id)
      router = createRouter({
        ...settings(),
        ...lastingOptions(routing, upstreams.length === 1),
        affinity: indexAffinity(keeping.index, logger),
        share: health.of(registered.id),
        tasks: 'shared',
      })
    }
    const checks = upstreams.some(({ definition }) => definition.check !== undefined)
    const everySeconds = routing?.health?.checkSeconds ?? CHECK_SECONDS
    const checking = checks ? setInterval(() => void router.check(), everySeconds * 1_000).unref() : undefined
    if (checks) void router.check()
    routed.set(registered.id, { router, lasting, settings, checking, fallbacks: routing?.fallbacks ?? [] })
    return router
  }

  return {
    compose(registered, given, find) {
      const upstreams = attached(given, registered.definition)
      const [first, ...others] = upstreams
      const { routing } = registered.definition
      if (first === undefined) throw new TypeError('An agent is composed of at least one upstream.')
      // Runs and sessions carry the name of their upstream, so that they are found when others join it, or leave it alone.
      const named = first.agent.runner !== undefined
      if (others.length > 0 || named || routing !== undefined || first.definition.check !== undefined) {
        return gated(registered, route(registered, upstreams, find))
      }
      forget(registered.id)
      const whole = completeUpstream(first, first.definition.name, registered.definition, keeping)
      return gated(registered, whole)
    },
    changed({ id, name }, find) {
      if (find(id) === undefined) {
        forget(id)
        prices.forget(id)
      }
      for (const { fallbacks, router, settings } of routed.values()) {
        if (fallbacks.includes(name) || fallbacks.includes(id)) router.update(settings())
      }
    },
    runner(agent) {
      const [first] = agent.upstreams
      const { router } = routed.get(agent.id) ?? {}
      if (first === undefined) return undefined
      return router === undefined ? first.agent.runner : router.runnerOf(first.definition.name)
    },
    priceOf: ({ id }) => prices.of(id),
    standing: (agentId) => routed.get(agentId)?.router.state(),
    state({ id, upstreams }) {
      const names = upstreams.map(({ definition: { name } }) => ({ name }))
      return routed.get(id)?.router.state() ?? { upstreams: names }
    },
    abortCopies: (agentId, reason) => copies.abort(reason, agentId),
    [Symbol.dispose]() {
      copies.abort(gatewayError('UNAVAILABLE', 'The gateway was stopped before the copy was answered.'))
      for (const id of [...routed.keys()]) forget(id)
    },
  }
}
