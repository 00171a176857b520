import type { Change, EntryFilter, EntryStore, StoredEntry, UserStore } from '@gateway/core'
import type { EntryLabels } from './entry-labels.ts'
import { notGivenAgain, taken } from './taken.ts'

interface MemoryEntriesOptions<Entry, Filter> {
  readonly labels: EntryLabels<Entry, Filter>
  /** The id of one that is gone is not given to another. */
  readonly once?: boolean
  readonly kind: Change['kind']
  readonly tell: (change: Change) => void
  /** A name that only one may have. */
  readonly name?: (entry: Entry) => string
  /** What goes with an entry that is deleted. */
  readonly deleted?: (id: string) => void
}

/** Teams, users or access groups in memory. */
export function memoryEntries<Entry extends StoredEntry, Filter extends EntryFilter>({
  labels,
  once = false,
  kind,
  tell,
  name,
  deleted,
}: MemoryEntriesOptions<Entry, Filter>): EntryStore<Entry, Filter> & Pick<UserStore, 'wasDeleted'> {
  const gone = new Set<string>()
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
    async list(filter) {
      const { offset, limit } = filter
      const wanted = labels.wanted(filter)
      const matching = [...entries.values()].filter((entry) => {
        const has = wanted.length === 0 ? [] : labels.of(entry)
        return wanted.every((label) => has.includes(label))
      })
      const found = matching.sort((left, right) => (order(left) < order(right) ? 1 : -1))
      return { entries: found.slice(offset, offset + limit), total: found.length }
    },
    wasDeleted: async (id) => gone.has(id),
    async insert(entry) {
      if (once && gone.has(entry.id)) throw notGivenAgain(`The ${kind} "${entry.id}"`)
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
    async delete(id, before) {
      if (before !== undefined && entries.get(id)?.updatedAt !== before.updatedAt) return false
      if (!entries.delete(id)) return false
      gone.add(id)
      deleted?.(id)
      tell({ kind, id })
      return true
    },
  }
}
