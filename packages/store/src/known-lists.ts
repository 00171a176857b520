import type { Change, EntryFilter } from '@gateway/core'
import { LRUCache } from 'lru-cache'

/** What lists are in the order of, newest first. */
export interface ListPlace {
  readonly created_at: string
  readonly id: string
}

/** What is to be read: from the row after `after` where that is known, else behind the first `offset`. */
export interface RowsAsked {
  readonly after?: ListPlace
  readonly offset: number
  readonly limit: number
}

export interface ListQueries<Row extends ListPlace> {
  rows(asked: RowsAsked): Promise<readonly Row[]>
  count(): Promise<number>
}

interface KnownList {
  total: number
  /** By the offset of a page, the row before it. */
  readonly places: LRUCache<number, ListPlace>
}

const LISTS = 100
const PLACES = 500

/**
 * How many rows lists have and where their pages begin, for as long as nothing in them changes. To count and to skip a
 * hundred thousand rows takes a database ten times as long as to read a page of them: page after page it is done once.
 */
export class KnownLists {
  readonly #lists = new LRUCache<string, KnownList>({ max: LISTS })
  /** What was under way when something changed must not be kept. */
  #changes = 0

  /** Those of rows that change with notices of these kinds. */
  constructor(onChange: (listener: (change: Change) => void) => unknown, kinds: readonly Change['kind'][]) {
    onChange(({ kind }) => {
      if (!kinds.includes(kind)) return
      this.#changes += 1
      this.#lists.clear()
    })
  }

  /** A page, with the number of all. `list` names the filter. */
  async page<Row extends ListPlace>(
    list: string,
    { offset, limit }: EntryFilter,
    queries: ListQueries<Row>,
  ): Promise<{ readonly rows: readonly Row[]; readonly total: number }> {
    const before = this.#changes
    const known = this.#lists.get(list)
    const after = known?.places.get(offset)
    // The row before the page as well, so that the same page is found by it.
    const more = after === undefined && offset > 0 ? 1 : 0
    const asked = after === undefined ? { offset: offset - more, limit: limit + more } : { after, offset: 0, limit }
    const [read, total] = await Promise.all([queries.rows(asked), known?.total ?? queries.count()])
    const rows = read.slice(more)
    if (before === this.#changes) {
      const kept = this.#lists.get(list) ?? { total, places: new LRUCache({ max: PLACES }) }
      this.#lists.set(list, kept)
      if (more === 1) keep(kept, offset, read[0])
      if (rows.length === limit) keep(kept, offset + limit, rows.at(-1))
    }
    return { rows, total }
  }
}

function keep({ places }: KnownList, offset: number, row: ListPlace | undefined): void {
  if (row !== undefined) places.set(offset, { created_at: row.created_at, id: row.id })
}
