/** What the index needs to know of an agent. */
export interface Indexed {
  readonly id: string
  readonly name: string
  readonly source: 'file' | 'store'
  /** ISO 8601. */
  readonly createdAt: string
}

/** The agents by id and by name. A name that a file entry has is the file's; a stored agent of that name is found by id alone. */
export class AgentIndex<Entry extends Indexed> {
  readonly #byId = new Map<string, Entry>()
  readonly #byName = new Map<string, Entry>()
  #listed: readonly Entry[] | undefined
  #revision = 0

  /** By id first, then by name. */
  find(idOrName: string): Entry | undefined {
    return this.#byId.get(idOrName) ?? this.#byName.get(idOrName)
  }

  get(id: string): Entry | undefined {
    return this.#byId.get(id)
  }

  named(name: string): Entry | undefined {
    return this.#byName.get(name)
  }

  /** Those from the file first, as they stand there; then by the time they were registered. */
  list(): readonly Entry[] {
    this.#listed ??= this.#sorted()
    return this.#listed
  }

  /** Another number after each change, also of a card. */
  get revision(): number {
    return this.#revision
  }

  /** An agent's card is another; the agent itself stays. */
  cardChanged(): void {
    this.#revision += 1
  }

  /** Adds, or takes the place of the one with the same id. */
  set(entry: Entry): void {
    const before = this.#byId.get(entry.id)
    if (before !== undefined) this.#forgetName(before)
    this.#byId.set(entry.id, entry)
    const holder = this.#byName.get(entry.name)
    if (holder === undefined || holder.source !== 'file') this.#byName.set(entry.name, entry)
    this.#changed()
  }

  delete(id: string): void {
    const entry = this.#byId.get(id)
    if (entry === undefined) return
    this.#forgetName(entry)
    this.#byId.delete(id)
    this.#changed()
    if (entry.source === 'file') this.#uncover(entry.name)
  }

  #changed(): void {
    this.#listed = undefined
    this.#revision += 1
  }

  /** A stored agent that the file's had hidden is found by its name again. */
  #uncover(name: string): void {
    for (const entry of this.#byId.values()) {
      if (entry.name === name) this.#byName.set(name, entry)
    }
  }

  // Notices may come in another order than two agents swapped a name: only one's own name is forgotten.
  #forgetName(entry: Entry): void {
    if (this.#byName.get(entry.name) === entry) this.#byName.delete(entry.name)
  }

  #sorted(): readonly Entry[] {
    const entries = [...this.#byId.values()]
    const stored = entries.filter(({ source }) => source === 'store')
    stored.sort((one, other) => compare(one.createdAt, other.createdAt) || compare(one.id, other.id))
    return [...entries.filter(({ source }) => source === 'file'), ...stored]
  }
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
