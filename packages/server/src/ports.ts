/** What the routes need of the layers below; the app puts these together. Each is the part of a package's interface that is used. */
import type {
  Agent,
  AgentBudget,
  AgentCard,
  AgentRateLimits,
  Caller,
  ChangeCondition,
  JsonObject,
  Repair,
} from '@gateway/core'
import type { HttpExchange } from './http-exchange.ts'
import type { UpstreamsView } from './upstreams-answer.ts'

type MaybePromise<Value> = Value | Promise<Value>

/** Finds out who is calling; throws UNAUTHENTICATED. `@gateway/auth`. */
export type Authenticate = (
  headers: Readonly<Record<string, string | undefined>>,
  /** For who is signed in with a browser: what counts depends on where the request comes from. */
  request: Pick<HttpExchange, 'headers' | 'origin' | 'method'>,
) => MaybePromise<Caller>

/** An agent as `@gateway/registry` knows it. */
export interface ServedAgent {
  readonly id: string
  readonly name: string
  readonly source: 'file' | 'store'
  readonly createdAt: string
  readonly updatedAt: string
  readonly definition: {
    readonly strictVersion?: boolean | undefined
    readonly public?: boolean | undefined
    readonly upstreams?: readonly { readonly adapter: string }[] | undefined
    readonly records?: { readonly content?: boolean | undefined } | undefined
    readonly budget?: AgentBudget | undefined
    readonly limits?: (AgentRateLimits & { readonly bodyBytes?: number | undefined }) | undefined
  }
  /** Why it cannot be called, for its administrator. */
  readonly problem?: string | undefined
  /** Complete and guarded: what a call walks down. */
  readonly agent: Agent
  /** With the members that its registration sets. */
  readonly card: AgentCard
  /** As its upstream has it, once it is found. Default: `card`. */
  readonly upstreamCard?: AgentCard | undefined
  readonly cardState: {
    readonly state: 'found' | 'searching' | 'missing'
    readonly fetchedAt?: string | undefined
    readonly error?: string | undefined
  }
  /** What had to be put right of its answers, in the order in which it was first seen. */
  readonly repairs: readonly NotedRepair[]
  /** Keeps in mind that something had to be put right. */
  noteRepair(repair: Repair): void
}

/** What is put right of an agent's answers, and since when (ISO 8601). */
export interface NotedRepair {
  readonly repair: Repair
  readonly since: string
}

/** That an administrator has stopped an agent, and since when (ISO 8601). */
export interface AgentStop {
  readonly reason: string
  readonly since: string
}

/** A kind of agent, so that a form can be drawn for it. */
export interface AdapterView {
  readonly name: string
  readonly title: string
  readonly description?: string
  readonly documentation?: string
  /** JSON Schema (2020-12) of `upstreams[].settings`. */
  readonly settings: JsonObject
  /** The places in the settings that are secret. */
  readonly secrets: readonly string[]
}

export interface AgentDirectory<Served extends ServedAgent = ServedAgent> {
  find(idOrName: string): Served | undefined
  /** Those from the file first, then as they were registered; of one time by their ids. */
  list(): readonly Served[]
  /** Another number after each change of what `list` tells, cards included. */
  revision(): number
  /** The card that callers get, with `url` as its address; `card` stands in for the agent's own (an extended one). */
  servedCard(agent: Served, url: string, card?: AgentCard): AgentCard
  /** The definition with its secrets masked. */
  masked(agent: Served): Readonly<Record<string, unknown>>
  /** JSON Schema (2020-12) of a definition, without references. */
  definitionSchema(): JsonObject
  /** The members of a card that a registration may set. */
  cardOverrides(card: JsonObject): JsonObject
  /** The kinds of agents that can be registered, as JSON. */
  adapters(): readonly AdapterView[]
  /** How the places where an agent runs stand, as JSON. */
  upstreams(agent: Served): UpstreamsView
  /** The same of those among which is chosen, where the agent is connected: asked of every agent of a list, it connects none. */
  standing(agent: Served): UpstreamsView | undefined
  /** Why nobody may call it now, by order of an administrator. */
  stopped(agent: Served): AgentStop | undefined
  /** Stops an agent for as long as `start` is not called. `cancel`: what runs is ended too. */
  stop(agent: Served, stop: { readonly reason: string; readonly cancel: boolean }): Promise<AgentStop>
  start(agent: Served): Promise<void>
  create(definition: unknown): Promise<Served>
  /** Looks for the card of its upstream now, and answers the agent as it is then. */
  readCard(id: string): Promise<Served>
  replace(id: string, definition: unknown, condition?: ChangeCondition): Promise<Served>
  patch(id: string, change: unknown, condition?: ChangeCondition): Promise<Served>
  remove(id: string, condition?: ChangeCondition): Promise<void>
}
