import type { Agent, AgentCard, Logger, Repair, StoredCard, StoredRepair } from '@gateway/core'
import { around, defineAgent, gatewayError, isRepair } from '@gateway/core'
import type { AdapterCatalogue } from './adapter-catalogue.ts'
import type { AgentDefinitionInput } from './agent-definition.ts'
import { applyCardOverrides } from './card-overrides.ts'
import { minimalCard } from './minimal-card.ts'
import { connectSettings } from './parse-agent-definition.ts'
import type { CardState, NotedRepair, RegisteredAgent } from './registered-agent.ts'
import type { ReadDefinition } from './stored-definition.ts'

/** Wraps what an adapter connected into what calls go to (records, access, completion). Called once per connection. */
export type Compose = (registered: RegisteredAgent, upstream: Agent) => Agent

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
  /** Keeps what had to be put right for the first time. */
  readonly keepRepair: (entry: AgentEntry, repair: StoredRepair) => void
  readonly logger?: Logger
}

interface Connection {
  readonly upstream: Agent
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

  /** The agent behind, as its adapter connected it. */
  get upstream(): Agent {
    return this.#connect().upstream
  }

  get card(): AgentCard {
    this.#card ??= applyCardOverrides(
      this.#own?.card ?? minimalCard(this.name, this.definition.description),
      this.definition.card,
    )
    return this.#card
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
    if (changed) this.#card = undefined
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

  #connect(): Connection {
    if (this.#connection === undefined) {
      const upstream = this.#connectUpstream()
      this.#connection = { upstream, agent: this.#host.compose(this, upstream) }
    }
    return this.#connection
  }

  #connectUpstream(): Agent {
    const { definition, problem } = this.#readOnce()
    if (problem !== undefined) return this.#unusable()
    const [upstream] = definition.upstreams
    const found = upstream === undefined ? undefined : this.#host.catalogue.get(upstream.adapter)
    if (upstream === undefined || found === undefined) return this.#unusable()
    const { logger } = this.#host
    try {
      const settings = connectSettings(upstream, definition.limits, found)
      const card = this.ownCard?.card
      return found.adapter.connect(settings, {
        ...(logger === undefined ? {} : { logger }),
        ...(card === undefined ? {} : { card }),
        isRepaired: (repair) => this.#repairs.has(repair),
      })
    } catch (error) {
      // Not told to callers: what an adapter throws may carry its settings.
      const why = error instanceof Error ? error.name : 'error'
      this.#warn(`Its adapter "${upstream.adapter}" refused to connect with these settings (${why}); check them.`)
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
