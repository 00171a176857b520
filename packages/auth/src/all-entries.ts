import type { EntryStore, StoredEntry } from '@gateway/core'

const PAGE = 1_000

/** Every entry, newest first. For administration: calls never list. */
export async function allEntries<Entry extends StoredEntry>(store: EntryStore<Entry>): Promise<readonly Entry[]> {
  const found: Entry[] = []
  for (;;) {
    const { entries } = await store.list({ offset: found.length, limit: PAGE })
    found.push(...entries)
    if (entries.length < PAGE) return found
  }
}
