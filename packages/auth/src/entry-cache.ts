import type { Change, EntryStore, StoredEntry } from '@gateway/core'
import { LRUCache } from 'lru-cache'

/** Teams, users or access groups, kept at hand until the store announces a change; also that there is none of an id. */
export class EntryCache<Entry extends StoredEntry> {
  readonly #store: EntryStore<Entry>
  readonly #cache = new LRUCache<string, { readonly entry: Entry | undefined }>({ max: 100_000 })
  /** A look-up that was under way when something changed must not be kept. */
  #changes = 0

  constructor(store: EntryStore<Entry>) {
    this.#store = store
  }

  changed({ id }: Change): void {
    this.#changes += 1
    this.#cache.delete(id)
  }

  async get(id: string): Promise<Entry | undefined> {
    const kept = this.#cache.get(id)
    if (kept) return kept.entry
    const before = this.#changes
    const entry = await this.#store.get(id)
    if (before === this.#changes) this.#cache.set(id, { entry })
    return entry
  }
}
