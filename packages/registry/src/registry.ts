import type { Adapter, ChangeCondition, Logger, MayReach } from '@gateway/core'
import type { AdapterDescription } from './adapter-description.ts'
import type { AgentDefinitionInput } from './agent-definition.ts'
import type { Compose, ConnectedUpstream } from './agent-entry.ts'
import type { Cipher } from './cipher.ts'
import type { RegistryStore } from './memory-agent-store.ts'
import type { RegisteredAgent } from './registered-agent.ts'
import type { ReadSecret } from './secret-references.ts'
import { StoreRegistry } from './store-registry.ts'

/** Where registered agents are kept. What is stored is encrypted, so a store comes with a cipher; without one agents live as long as the process. */
export type RegistryPersistence =
  | { readonly store: RegistryStore; readonly cipher: Cipher }
  | { readonly store?: undefined; readonly cipher?: undefined }

export type RegistryOptions = RegistryPersistence & {
  readonly adapters: readonly Adapter[]
  /** Definitions from the configuration file, read-only over the API. Default: none. */
  readonly fileAgents?: readonly unknown[]
  /** Default: calls go to what the adapter connected; of several upstreams, to the first. */
  readonly compose?: Compose
  /** Reads secrets that definitions name, as `${env:NAME}` or `${file:name}` where a secret stands. Default: nobody does. */
  readonly readSecret?: ReadSecret | undefined
  /** Where agents may be. Default: anywhere. */
  readonly mayReach?: MayReach | undefined
  readonly logger?: Logger
  /** Between two looks for the card of an agent. Default 300. */
  readonly refreshSeconds?: number
}

/** The agent that was registered, edited or removed; under a name that it has given up, too. */
export interface AgentChange {
  readonly id: string
  readonly name: string
}

/**
 * Which agents there are. Definitions are checked as `parseAgentDefinition` does (INVALID_PARAMS). What is written takes
 * effect at once here, and within a second in every other gateway on the same store. Registering neither waits for the
 * agent nor fails with it.
 */
export interface Registry {
  /** By id first, then by name. In constant time. */
  find(idOrName: string): RegisteredAgent | undefined
  /** Those from the file first, then by the time they were registered. */
  list(): readonly RegisteredAgent[]
  /** Another number after each change of what `list` tells, cards included. Counted by this process. */
  revision(): number
  /**
   * The upstreams of a definition that is registered nowhere, so that they can be tried. `'[redacted]'` where a secret
   * stands means that of the agent with the id `like`.
   */
  connect(definition: unknown, like?: string): readonly ConnectedUpstream[]
  /** CONFLICT when the name is taken, by the file or in the store. */
  create(definition: unknown): Promise<RegisteredAgent>
  /**
   * Looks for the agent's own card now, and waits for it; `cardState` of what is answered tells what became of it. The wait
   * is at most 15 seconds. AGENT_NOT_FOUND.
   */
  readCard(id: string): Promise<RegisteredAgent>
  /** Puts another definition in its place. `'[redacted]'` where a secret stands keeps the stored one. AGENT_NOT_FOUND, CONFLICT for an agent from the file. */
  replace(id: string, definition: unknown, condition?: ChangeCondition): Promise<RegisteredAgent>
  /** JSON Merge Patch (RFC 7396) over the definition, else as `replace`. A list of upstreams replaces the whole list. */
  patch(id: string, partial: unknown, condition?: ChangeCondition): Promise<RegisteredAgent>
  /** AGENT_NOT_FOUND, CONFLICT for an agent from the file. */
  remove(id: string, condition?: ChangeCondition): Promise<void>
  /**
   * Puts other definitions in the place of those from the configuration file; what is the same is left alone, and calls
   * that run finish with the agent they began with. Throws INVALID_PARAMS, and changes nothing, when one is wrong.
   */
  replaceFile(fileAgents: readonly unknown[]): void
  /** Connects those agents anew whose named secrets have other values by now; calls that run finish with the old ones. */
  renewSecrets(): void
  /** The definition as it may be answered, its secrets `'[redacted]'`. */
  masked(definition: AgentDefinitionInput): AgentDefinitionInput
  /** The kinds of agents that can be registered, with the settings of each. */
  adapters(): readonly AdapterDescription[]
  /** Tells of every change, whoever made it, once `find` knows it; what it returns stops that. */
  onChange(listener: (agent: AgentChange) => void): () => void
  /** Stops looking for cards and following the store. Agents that were handed out go on. */
  close(): Promise<void>
}

/** Reads file and store. Connects to nothing: agents connect on first use, and their cards are looked for in the background. */
export async function createRegistry(options: RegistryOptions): Promise<Registry> {
  const registry = new StoreRegistry(options)
  await registry.start(options.fileAgents ?? [])
  return registry
}
