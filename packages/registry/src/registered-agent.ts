import type { Agent, AgentCard, Repair } from '@gateway/core'
import type { AgentDefinitionInput } from './agent-definition.ts'
import type { ConnectedUpstream } from './agent-entry.ts'

/** How far the search for an agent's own card is. */
export interface CardState {
  /** `found`: `card` is the agent's own, also while it is away; `searching`: not looked through yet; `missing`: none was found, and it is looked for again. */
  readonly state: 'found' | 'searching' | 'missing'
  /** ISO 8601: when it was last read. */
  readonly fetchedAt?: string
  /** Why the last search failed. */
  readonly error?: string
}

/** What is put right of an agent's answers, and since when (ISO 8601). */
export interface NotedRepair {
  readonly repair: Repair
  readonly since: string
}

/** One agent as it is at present. An edit makes a new one, so calls that run finish with the one they began with. */
export interface RegisteredAgent {
  /** A UUID; of an agent from the file: the SHA-256 of its name in hex. */
  readonly id: string
  readonly name: string
  readonly source: 'file' | 'store'
  /** ISO 8601. Of an agent from the file: when this process read it. */
  readonly createdAt: string
  readonly updatedAt: string
  /** With its secrets; `masked` makes what may be answered. */
  readonly definition: AgentDefinitionInput
  /** Why the agent cannot be called, such as settings that cannot be decrypted; for administrators. `undefined` when it can. */
  readonly problem: string | undefined
  /** What calls go to. Connects on first use. */
  readonly agent: Agent
  /** The agents behind, as their adapters connected them: at least one. Connects on first use. */
  readonly upstreams: readonly ConnectedUpstream[]
  /** Its own card with the operator's members applied; until one is found, one made of name and description. */
  readonly card: AgentCard
  /** Its own card as it was last found; absent until one is. */
  readonly upstreamCard?: AgentCard | undefined
  readonly cardState: CardState
  /**
   * What had to be put right of its answers, in the order in which it was first seen: by any gateway on the same store,
   * since the agent was last edited.
   */
  readonly repairs: readonly NotedRepair[]
  /** Keeps in mind, and in the store, that something had to be put right. */
  noteRepair(repair: Repair): void
}
