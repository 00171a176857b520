import type { Change, EntryStore, StoredEntry } from '@gateway/core'
import { taken } from './taken.ts'

interface MemoryEntriesOptions<Entry> {
  readonly kind: Change['kind']
  readonly tell: (change: Change) => void
  /** A name that only one may have. */
  readonly name?: (entry: Entry) => string
  /** What goes with an entry that is deleted. */
  readonly deleted?: (id: string) => void
}

/** Teams, users or access groups in memory. */
export function memoryEntries<Entry extends StoredEntry>({
  kind,
  tell,
  name,
  deleted,
}: MemoryEntriesOptions<Entry>): EntryStore<Entry> {
  const entries = new Map<string, Entry>()
  const order = ({ createdAt, id }: Entry) => `${createdAt} ${id}`
  const refuseTaken = (entry: Entry) => {
    if (name && [...entries.values()].some((other) => other.id !== entry.id && name(other) === name(entry))) {
      throw taken(`"${name(entry)}"`)
    }
  }
  return {
    async get(id) {
      return entries.get(id)
    },
    async list({ offset, limit }) {
      const found = [...entries.values()].sort((left, right) => (order(left) < order(right) ? 1 : -1))
      return { entries: found.slice(offset, offset + limit), total: found.length }
    },
    async insert(entry) {
      if (entries.has(entry.id)) throw taken(`"${entry.id}"`)
      refuseTaken(entry)
      entries.set(entry.id, entry)
      tell({ kind, id: entry.id })
    },
    async update(entry, before) {
      if (entries.get(entry.id)?.updatedAt !== before.updatedAt) return false
      refuseTaken(entry)
      entries.set(entry.id, entry)
      tell({ kind, id: entry.id })
      return true
    },
    async delete(id) {
      if (!entries.delete(id)) return false
      deleted?.(id)
      tell({ kind, id })
      return true
    },
  }
}
