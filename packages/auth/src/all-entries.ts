import type { EntryFilter, EntryPage } from '@gateway/core'

const PAGE = 1_000

/** Every entry that a list has, in its order. For administration: calls never list. */
export async function allEntries<Entry>(
  list: (page: EntryFilter) => Promise<EntryPage<Entry>>,
): Promise<readonly Entry[]> {
  const found: Entry[] = []
  for (;;) {
    const { entries } = await list({ offset: found.length, limit: PAGE })
    found.push(...entries)
    if (entries.length < PAGE) return found
  }
}
