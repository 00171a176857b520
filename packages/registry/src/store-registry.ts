import { randomUUID } from 'node:crypto'
import type { ChangeCondition, Logger, StoredAgent } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { type AdapterCatalogue, adapterCatalogue } from './adapter-catalogue.ts'
import { type AdapterDescription, describeCatalogue } from './adapter-description.ts'
import { type AgentCards, createAgentCards } from './agent-cards.ts'
import type { AgentDefinitionInput } from './agent-definition.ts'
import { AgentEntry, type ConnectedUpstream, type EntryHost } from './agent-entry.ts'
import { AgentIndex } from './agent-index.ts'
import { type AgentRepairs, createAgentRepairs } from './agent-repairs.ts'
import { changeStoredAgent, deleteStoredAgent } from './change-stored-agent.ts'
import type { Cipher } from './cipher.ts'
import { fileEntries, putFileEntries } from './file-entries.ts'
import { firstUpstream } from './first-upstream.ts'
import { inherit } from './inherit.ts'
import { createKeyedQueue } from './keyed-queue.ts'
import { maskDefinition, withStoredSecrets } from './masked-definition.ts'
import { memoryAgentStore, type RegistryStore } from './memory-agent-store.ts'
import { mergePatch } from './merge-patch.ts'
import { parseDefinition } from './parse-agent-definition.ts'
import type { RegisteredAgent } from './registered-agent.ts'
import type { AgentChange, Registry, RegistryOptions } from './registry.ts'
import { nameOfTheFile, notFound, ofTheFile } from './registry-errors.ts'
import { decodeStoredDefinition, encodeStoredDefinition } from './stored-definition.ts'
import { unsavedUpstreams } from './unsaved-upstreams.ts'

/** A notice that could not be followed because the store did not answer is followed again after this. */
const RETRY_MILLISECONDS = 1_000

/** The registry over a store; `createRegistry` makes one. */
export class StoreRegistry implements Registry {
  readonly #store: RegistryStore
  readonly #cipher: Cipher
  readonly #catalogue: AdapterCatalogue
  readonly #host: EntryHost
  readonly #logger: Logger | undefined
  readonly #index = new AgentIndex<AgentEntry>()
  readonly #queue = createKeyedQueue()
  readonly #cards: AgentCards
  readonly #repairs: AgentRepairs
  readonly #loaded = Promise.withResolvers<void>()
  #stopListening: () => void = () => {}
  readonly #listeners = new Set<(agent: AgentChange) => void>()
  #closed = false

  constructor({
    store,
    cipher,
    adapters,
    compose,
    mayReach,
    readSecret,
    logger,
    refreshSeconds = 300,
  }: RegistryOptions) {
    this.#store = store ?? memoryAgentStore()
    this.#cipher = cipher ?? { encrypt: (text) => text, decrypt: (text) => text }
    this.#catalogue = adapterCatalogue(adapters, readSecret)
    this.#logger = logger
    const told = logger === undefined ? {} : { logger }
    const find = (id: string) => this.#index.get(id)
    this.#cards = createAgentCards({ store: this.#store, refreshSeconds, find, ...told })
    this.#repairs = createAgentRepairs({ store: this.#store, find, ...told })
    this.#host = {
      catalogue: this.#catalogue,
      compose: compose ?? firstUpstream,
      mayReach,
      find: (idOrName) => this.#index.find(idOrName),
      cardChanged: () => this.#index.cardChanged(),
      keepRepair: (entry, repair) => this.#repairs.keep(entry, repair),
      ...told,
    }
  }

  async start(fileAgents: readonly unknown[]): Promise<void> {
    for (const entry of fileEntries(fileAgents, this.#host)) this.#index.set(entry)
    // Listening first: what changes while the store is read is read again once it is.
    this.#stopListening = this.#store.onChange(({ kind, id }) => {
      if (kind === 'agent') this.#follow(id)
      if (kind === 'card') this.#cards.changed(id)
      if (kind === 'repair') this.#repairs.changed(id)
    })
    try {
      const [agents, cards, repairs] = await Promise.all([
        this.#store.agents.list(),
        this.#store.cards.list(),
        this.#store.repairs.list(),
      ])
      for (const row of agents) this.#index.set(this.#entryOf(row))
      for (const card of cards) this.#index.get(card.agentId)?.takeCard(card)
      for (const [id, kept] of Map.groupBy(repairs, ({ agentId }) => agentId)) this.#index.get(id)?.takeRepairs(kept)
    } catch (error) {
      this.#loaded.resolve()
      await this.close()
      throw error
    }
    this.#loaded.resolve()
    const entries = this.#index.list()
    for (const entry of entries) this.#warnWhenHidden(entry)
    // Cards that nobody has seen yet come first.
    for (const entry of entries) if (entry.ownCard === undefined) this.#cards.search.add(entry)
    for (const entry of entries) this.#cards.search.add(entry)
  }

  find(idOrName: string): RegisteredAgent | undefined {
    return this.#index.find(idOrName)
  }

  list(): readonly RegisteredAgent[] {
    return this.#index.list()
  }

  revision(): number {
    return this.#index.revision
  }

  adapters(): readonly AdapterDescription[] {
    return describeCatalogue(this.#catalogue)
  }

  connect(json: unknown, like?: string): readonly ConnectedUpstream[] {
    return unsavedUpstreams(json, like === undefined ? undefined : this.#index.get(like)?.definition, this.#host)
  }

  async create(json: unknown): Promise<RegisteredAgent> {
    const definition = parseDefinition(json, this.#catalogue)
    this.#refuseNameOfFile(definition.name)
    const now = new Date().toISOString()
    const row = { id: randomUUID(), ...this.#stored(definition), createdAt: now, updatedAt: now }
    return this.#queue.run(row.id, async () => {
      await this.#store.agents.insert(row)
      return this.#apply(row)
    })
  }

  async readCard(id: string): Promise<RegisteredAgent> {
    const entry = this.#index.get(id)
    if (entry === undefined) throw notFound(id)
    await this.#cards.read(entry)
    return entry
  }

  replace(id: string, json: unknown, condition?: ChangeCondition): Promise<RegisteredAgent> {
    return this.#rewrite(id, () => json, condition)
  }

  patch(id: string, partial: unknown, condition?: ChangeCondition): Promise<RegisteredAgent> {
    const patched = (entry: AgentEntry) => {
      const merged = mergePatch(entry.definition, partial)
      const renewed = typeof partial === 'object' && partial !== null && 'upstreams' in partial
      if (entry.settingsKnown || renewed) return merged
      throw gatewayError('INVALID_PARAMS', `${entry.problem ?? ''} Give "upstreams" as well.`.trim(), {
        field: 'upstreams',
      })
    }
    return this.#rewrite(id, patched, condition)
  }

  async remove(id: string, condition?: ChangeCondition): Promise<void> {
    await this.#queue.run(id, async () => {
      this.#editable(id)
      const existed = await deleteStoredAgent(this.#store.agents, { id, condition })
      this.#removed(id)
      await this.#store.cards.delete(id)
      await this.#store.repairs.delete(id)
      if (!existed) throw notFound(id)
    })
  }

  replaceFile(fileAgents: readonly unknown[]): void {
    const { changed, gone } = putFileEntries(fileEntries(fileAgents, this.#host), this.#index, this.#cards.search)
    for (const entry of [...changed, ...gone]) this.#tell(entry)
  }

  renewSecrets(): void {
    for (const before of this.#index.list()) {
      const entry = before.renewed()
      if (entry === undefined) continue
      inherit(entry, before)
      this.#cards.search.remove(before)
      this.#index.set(entry)
      this.#cards.search.add(entry, true)
      this.#tell(entry)
    }
  }

  masked(definition: AgentDefinitionInput): AgentDefinitionInput {
    return maskDefinition(definition, this.#catalogue)
  }

  onChange(listener: (agent: AgentChange) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#stopListening()
    await this.#cards.close()
    await this.#repairs.close()
    await this.#queue.idle()
  }

  async #rewrite(
    id: string,
    to: (entry: AgentEntry) => unknown,
    condition: ChangeCondition | undefined,
  ): Promise<RegisteredAgent> {
    const next = (before: StoredAgent) => {
      const entry = this.#entryOf(before)
      const json = withStoredSecrets(to(entry), entry.definition, this.#catalogue)
      const definition = parseDefinition(json, this.#catalogue)
      if (definition.name !== entry.name) this.#refuseNameOfFile(definition.name)
      return { id, ...this.#stored(definition), createdAt: entry.createdAt }
    }
    return this.#queue.run(id, async () => {
      this.#editable(id)
      const row = await changeStoredAgent(this.#store.agents, { id, condition, next })
      if (row !== undefined) return this.#apply(row)
      this.#removed(id)
      throw notFound(id)
    })
  }

  #stored(definition: AgentDefinitionInput): Pick<StoredAgent, 'name' | 'definition'> {
    return { name: definition.name, definition: encodeStoredDefinition(definition, this.#cipher) }
  }

  #entryOf(row: StoredAgent): AgentEntry {
    const { definition: stored, ...facts } = row
    const read = () => decodeStoredDefinition(row.name, stored, this.#cipher, this.#catalogue)
    return new AgentEntry({ ...facts, source: 'store', stored, revision: () => row.updatedAt, read }, this.#host)
  }

  /** Puts what is stored in the place of what was known, and looks for its card. */
  #apply(row: StoredAgent): AgentEntry {
    const before = this.#index.get(row.id)
    const entry = this.#entryOf(row)
    if (before !== undefined) inherit(entry, before)
    this.#drop(row.id)
    this.#index.set(entry)
    this.#tell(entry)
    if (before !== undefined && before.name !== entry.name) this.#tell(before)
    this.#warnWhenHidden(entry)
    if (!this.#closed) this.#cards.search.add(entry, true)
    return entry
  }

  #drop(id: string): void {
    const entry = this.#index.get(id)
    if (entry !== undefined) this.#cards.search.remove(entry)
    this.#index.delete(id)
  }

  /** Drops an agent that is no more. */
  #removed(id: string): void {
    const entry = this.#index.get(id)
    this.#drop(id)
    if (entry !== undefined) this.#tell(entry)
  }

  #tell({ id, name }: AgentEntry): void {
    for (const listener of this.#listeners) listener({ id, name })
  }

  /** Reads again what a notice named; a notice of this process's own write finds nothing new. */
  #follow(id: string): void {
    if (this.#closed || this.#index.get(id)?.source === 'file') return
    const reread = async () => {
      await this.#loaded.promise
      if (this.#closed) return
      const row = await this.#store.agents.get(id)
      const known = this.#index.get(id)
      if (row === undefined) this.#removed(id)
      else if (known === undefined || known.stored !== row.definition || known.name !== row.name) {
        this.#apply(row)
        // Who wrote it may have called it since.
        this.#repairs.changed(id)
      }
    }
    this.#queue.run(id, reread).catch((error: unknown) => {
      this.#logger?.warn({ agentId: id, err: error }, 'A changed agent could not be read; it is read again shortly.')
      setTimeout(() => this.#follow(id), RETRY_MILLISECONDS).unref()
    })
  }

  #editable(id: string): AgentEntry {
    const entry = this.#index.get(id)
    if (entry === undefined) throw notFound(id)
    if (entry.source === 'file') throw ofTheFile(entry.name)
    return entry
  }

  #refuseNameOfFile(name: string): void {
    if (this.#index.named(name)?.source === 'file') throw nameOfTheFile(name)
  }

  #warnWhenHidden(entry: AgentEntry): void {
    if (entry.source === 'file' || this.#index.named(entry.name) === entry) return
    this.#logger?.warn(
      { agentId: entry.id, agent: entry.name },
      'A registered agent has the name of one from the configuration file: the name leads to that one, this one is reached by its id.',
    )
  }
}
