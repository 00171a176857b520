import type { CallRecord, RecordFilter, RecordStore } from '@gateway/core'
import { RECORD_PAGE_MS } from '@gateway/core'
import { sql } from 'kysely'
import type { Database } from './database.ts'
import { present } from './optional.ts'
import { recordMatches } from './record-matches.ts'
import { inContent, type RecordQuery, recordQuery } from './record-query.ts'
import { RECORD_COLUMNS, recordOf } from './record-rows.ts'
import { hasText } from './record-search.ts'
import { firstIdAt } from './record-times.ts'

/** Records that are looked at by one statement: others wait for it on SQLite. Few at first, because few are often enough. */
const FIRST_SLICE = 500
const MOST_IN_SLICE = 4_000
/** Of content, which may be long. */
const SEARCHED_SLICE = 250

/** A part of the records by their ids: from `low`, below `high`. */
interface Slice {
  readonly low: string | undefined
  readonly high: string | undefined
}

/** Lists of records. What no index tells is looked for slice by slice, so that no statement takes long. */
export function sqlRecordPages(database: Database): Pick<RecordStore, 'page' | 'list'> {
  const page: RecordStore['page'] = async (filter, { content = false } = {}) => {
    const query = recordQuery(filter, database)
    const { limit, search } = filter
    const until = performance.now() + RECORD_PAGE_MS
    const low = filter.from === undefined ? undefined : firstIdAt(filter.from)
    let high = highest(filter)
    let size = search === undefined ? FIRST_SLICE : SEARCHED_SLICE
    const found: CallRecord[] = []
    for (;;) {
      const sliced = !query.few && query.rest.length > 0
      const edge = sliced ? await edgeOf(database, query, { low, high }, size) : undefined
      const wanted = limit + 1 - found.length
      const slice = { low: edge ?? low, high }
      const rows = await rowsOf(database, query, slice, { wanted, search, content })
      for (const { record, searched } of rows) {
        const right = searched || search === undefined || hasText(record.errorMessage, search)
        if (right && recordMatches(record, filter)) found.push(record)
      }
      high = rows.length === wanted ? rows.at(-1)?.record.id : edge
      if (found.length > limit) return { records: found.slice(0, limit), next: found[limit - 1]?.id }
      if (high === undefined) return { records: found }
      if (performance.now() > until) return { records: found, next: high }
      if (search === undefined) size = Math.min(size * 2, MOST_IN_SLICE)
    }
  }
  return {
    page,
    async list(filter) {
      const records: CallRecord[] = []
      for (let before = filter.before; ; ) {
        const rest = { ...filter, ...present({ before }), limit: filter.limit - records.length }
        const { records: more, next } = await page(rest)
        records.push(...more)
        if (next === undefined || records.length === filter.limit) return records
        before = next
      }
    },
  }
}

function highest({ to, before }: RecordFilter): string | undefined {
  const end = to === undefined ? undefined : firstIdAt(to)
  if (before === undefined || end === undefined) return end ?? before
  return before < end ? before : end
}

function from({ queries }: Database, { indexed }: RecordQuery, { low, high }: Slice) {
  return queries
    .selectFrom('records')
    .$if(low !== undefined, (query) => query.where('records.id', '>=', low ?? ''))
    .$if(high !== undefined, (query) => query.where('records.id', '<', high ?? ''))
    .where((where) => where.and([...indexed]))
}

/** The id at which a slice of that size begins; `undefined` where there are no more records than that. */
async function edgeOf(database: Database, query: RecordQuery, slice: Slice, size: number): Promise<string | undefined> {
  const found = await from(database, query, slice)
    .select('records.id')
    .orderBy('records.id', 'desc')
    .offset(size - 1)
    .limit(1)
    .executeTakeFirst()
  return found?.id
}

interface Wanted {
  readonly wanted: number
  readonly search: string | undefined
  readonly content: boolean
}

async function rowsOf(database: Database, query: RecordQuery, slice: Slice, { wanted, search, content }: Wanted) {
  const rows = await from(database, query, slice)
    .where((where) => where.and([...query.rest]))
    .$if(search !== undefined || content, (records) =>
      records.leftJoin('record_contents', 'record_contents.id', 'records.id'),
    )
    .select(RECORD_COLUMNS.map((name) => `records.${name}` as const))
    .select(content ? sql<string | null>`request`.as('request') : sql<null>`null`.as('request'))
    .select(content ? sql<string | null>`response`.as('response') : sql<null>`null`.as('response'))
    .select(
      search === undefined
        ? sql<number>`0`.as('searched')
        : sql<number>`case when ${inContent(search)} then 1 else 0 end`.as('searched'),
    )
    .orderBy('records.id', 'desc')
    .limit(wanted)
    .execute()
  return rows.map(({ request, response, searched, ...row }) => ({
    record: { ...recordOf(row), ...present({ request, response }) },
    searched: searched === 1,
  }))
}
