import type { Agent, AgentCard, Logger, MayReach, Repair, StoredCard, StoredRepair } from '@gateway/core'
import { around, defineAgent, gatewayError, isRepair } from '@gateway/core'
import type { AdapterCatalogue } from './adapter-catalogue.ts'
import type { AgentDefinitionInput } from './agent-definition.ts'
import { applyCardOverrides } from './card-overrides.ts'
import { minimalCard } from './minimal-card.ts'
import { connectSettings } from './parse-agent-definition.ts'
import type { CardState, NotedRepair, RegisteredAgent } from './registered-agent.ts'
import type { ReadDefinition } from './stored-definition.ts'
import type { UpstreamDefinition } from './upstream-definition.ts'

/** Stands where a stored definition cannot be read. */
const NOT_READABLE: UpstreamDefinition = { name: 'upstream-1', adapter: 'a2a', settings: {} }

/** One place where an agent runs, as its adapter connected it. */
export interface ConnectedUpstream {
  readonly definition: UpstreamDefinition
  /** The same object as before an edit of the agent that left adapter, settings and limits of this upstream alone. */
  readonly agent: Agent
}

/**
 * Makes what calls go to of what the adapters connected (completion, routing, access). Called once per connection, with
 * at least one upstream, in the order of the definition. `find` finds the other agents, also while the registry starts.
 */
export type Compose = (
  registered: RegisteredAgent,
  upstreams: readonly ConnectedUpstream[],
  find: (idOrName: string) => RegisteredAgent | undefined,
) => Agent

export interface EntryFacts {
  readonly id: string
  readonly name: string
  readonly source: 'file' | 'store'
  readonly createdAt: string
  readonly updatedAt: string
  /** The stored text, to tell whether a notice is news. Empty for the file's. */
  readonly stored: string
  /** Changes with each edit, and is the same on every gateway: what repairs are kept under. Called when one is. */
  readonly revision: () => string
  /** Reads the definition; called on first use, so that a start with many agents reads none. */
  readonly read: () => ReadDefinition
}

export interface EntryHost {
  readonly catalogue: AdapterCatalogue
  readonly compose: Compose
  readonly find: (idOrName: string) => RegisteredAgent | undefined
  /** Called when a card says something new. */
  readonly cardChanged: () => void
  /** Keeps what had to be put right for the first time. */
  readonly keepRepair: (entry: AgentEntry, repair: StoredRepair) => void
  readonly mayReach?: MayReach | undefined
  readonly logger?: Logger
}

interface Connection {
  readonly upstreams: readonly ConnectedUpstream[]
  /** What each was connected with: another key, another connection. */
  readonly keys: readonly string[]
  readonly agent: Agent
}

/** A registered agent, read and connected on first use. */
export class AgentEntry implements RegisteredAgent {
  readonly id: string
  readonly name: string
  readonly source: 'file' | 'store'
  readonly createdAt: string
  readonly updatedAt: string
  readonly stored: string
  /** `performance.now()` when this process last stored its card. */
  cardStoredAt = Number.NEGATIVE_INFINITY
  readonly #host: EntryHost
  readonly #facts: EntryFacts
  #read: ReadDefinition | undefined
  #connection: Connection | undefined
  readonly #kept = new Map<string, Agent>()
  #own: StoredCard | undefined
  #card: AgentCard | undefined
  #repairs = new Map<Repair, string>()
  #searched = false
  #error: string | undefined

  constructor(facts: EntryFacts, host: EntryHost, card?: StoredCard) {
    this.id = facts.id
    this.name = facts.name
    this.source = facts.source
    this.createdAt = facts.createdAt
    this.updatedAt = facts.updatedAt
    this.stored = facts.stored
    this.#facts = facts
    this.#host = host
    this.#own = card
  }

  get definition(): AgentDefinitionInput {
    return this.#readOnce().definition
  }

  /** Whether `definition` has the settings that are stored. */
  get settingsKnown(): boolean {
    return this.#readOnce().settingsKnown
  }

  get problem(): string | undefined {
    return this.#readOnce().problem
  }

  get agent(): Agent {
    return this.#connect().agent
  }

  get upstreams(): readonly ConnectedUpstream[] {
    return this.#connect().upstreams
  }

  get card(): AgentCard {
    this.#card ??= applyCardOverrides(
      this.#own?.card ?? minimalCard(this.name, this.definition.description),
      this.definition.card,
    )
    return this.#card
  }

  get upstreamCard(): AgentCard | undefined {
    return this.#own?.card
  }

  get cardState(): CardState {
    return {
      state: this.#own !== undefined ? 'found' : this.#searched ? 'missing' : 'searching',
      ...(this.#own === undefined ? {} : { fetchedAt: this.#own.fetchedAt }),
      ...(this.#error === undefined ? {} : { error: this.#error }),
    }
  }

  get repairs(): readonly NotedRepair[] {
    return [...this.#repairs].map(([repair, since]) => ({ repair, since }))
  }

  noteRepair(repair: Repair): void {
    if (this.#repairs.has(repair)) return
    const since = new Date().toISOString()
    this.#repairs.set(repair, since)
    this.#host.keepRepair(this, { agentId: this.id, repair, revision: this.#facts.revision(), since })
  }

  /** Takes what is kept of this agent; what was seen of another definition of it is passed over. */
  takeRepairs(kept: readonly StoredRepair[]): void {
    const revision = this.#facts.revision()
    const since = new Map(this.#repairs)
    for (const each of kept) {
      const first = isRepair(each.repair) && each.revision === revision ? each.repair : undefined
      // Of several gateways that saw it at once, the store keeps the one that came first.
      if (first !== undefined) since.set(first, each.since)
    }
    this.#repairs = new Map([...since].sort(([, left], [, right]) => (left < right ? -1 : 1)))
  }

  /** The agent's own card as it was last read. */
  get ownCard(): StoredCard | undefined {
    return this.#own
  }

  /** Takes a card that was read; `true` when it says something new. */
  takeCard(card: StoredCard): boolean {
    const changed = JSON.stringify(this.#own?.card) !== JSON.stringify(card.card)
    this.#own = card
    this.#error = undefined
    this.#searched = true
    if (changed) {
      this.#card = undefined
      this.#host.cardChanged()
    }
    return changed
  }

  /** Notes a search that found nothing; a card from before stays. */
  noteCardError(error: string): void {
    this.#searched = true
    this.#error = error
  }

  #readOnce(): ReadDefinition {
    if (this.#read === undefined) {
      this.#read = this.#facts.read()
      if (this.#read.problem !== undefined) this.#warn(this.#read.problem)
    }
    return this.#read
  }

  /** Takes over connections of the entry that this one replaces, where nothing of them has changed. */
  keepConnections(before: AgentEntry): void {
    for (const [key, agent] of before.#kept) this.#kept.set(key, agent)
    const { upstreams, keys } = before.#connection ?? { upstreams: [], keys: [] }
    upstreams.forEach(({ agent }, index) => {
      const key = keys[index]
      if (before.problem === undefined && key !== undefined) this.#kept.set(key, agent)
    })
  }

  /** The same agent, to be connected anew where a secret that it names has another value by now; `undefined` where none has. */
  renewed(): AgentEntry | undefined {
    const { upstreams, keys } = this.#connection ?? { upstreams: [], keys: [] }
    if (upstreams.every(({ definition }, index) => this.#connectionKey(definition) === keys[index])) return undefined
    return new AgentEntry(this.#facts, this.#host)
  }

  #connectionKey({ adapter, settings, limits }: UpstreamDefinition): string {
    const filled = this.#host.catalogue.get(adapter)?.fill(settings).settings ?? settings
    return JSON.stringify([adapter, filled, limits ?? null, this.definition.limits ?? null])
  }

  #connect(): Connection {
    if (this.#connection === undefined) {
      const upstreams = this.#connectUpstreams()
      const keys = upstreams.map(({ definition }) => this.#connectionKey(definition))
      this.#connection = { upstreams, keys, agent: this.#host.compose(this, upstreams, this.#host.find) }
      this.#kept.clear()
    }
    return this.#connection
  }

  #connectUpstreams(): readonly ConnectedUpstream[] {
    const { definition, problem } = this.#readOnce()
    const { upstreams } = definition
    if (problem !== undefined || upstreams.length === 0) {
      return [{ definition: upstreams[0] ?? NOT_READABLE, agent: this.#unusable() }]
    }
    // A card that is made of several speaks for none of them.
    const card = upstreams.length === 1 ? this.ownCard?.card : undefined
    return upstreams.map((upstream) => ({ definition: upstream, agent: this.#connectUpstream(upstream, card) }))
  }

  #connectUpstream(upstream: UpstreamDefinition, card: AgentCard | undefined): Agent {
    const found = this.#host.catalogue.get(upstream.adapter)
    if (found === undefined) return this.#unusable()
    const kept = this.#kept.get(this.#connectionKey(upstream))
    if (kept !== undefined) return kept
    const { logger, mayReach } = this.#host
    try {
      const settings = connectSettings(upstream, this.definition.limits, found)
      return found.adapter.connect(settings, {
        ...(logger === undefined ? {} : { logger }),
        ...(card === undefined ? {} : { card }),
        ...(mayReach === undefined ? {} : { mayReach }),
        isRepaired: (repair) => this.#repairs.has(repair),
      })
    } catch (error) {
      // Not told to callers: what an adapter throws may carry its settings.
      const why = error instanceof Error ? error.name : 'error'
      this.#warn(
        `The adapter "${upstream.adapter}" of its upstream "${upstream.name}" refused to connect with these settings (${why}); check them.`,
      )
      return this.#unusable()
    }
  }

  /** Fails every call, so that the agent stays listed. The reason may speak of its settings: it is for administrators (`problem`, log). */
  #unusable(): Agent {
    const message = `The agent "${this.name}" cannot be called: its stored settings cannot be used. Its administrator finds the reason in its definition and in the log.`
    const refuse = () => gatewayError('UNAVAILABLE', message)
    const refusing = around(defineAgent({}), {
      unary: () => Promise.reject(refuse()),
      // biome-ignore lint/correctness/useYield: it has nothing to give but the refusal
      stream: async function* () {
        throw refuse()
      },
    })
    return { ...refusing, traits: refusing.traits, getAgentCard: () => Promise.reject(refuse()) }
  }

  #warn(problem: string): void {
    this.#host.logger?.warn({ agentId: this.id, agent: this.name }, `The agent cannot be called. ${problem}`)
  }
}
