import type { RecordStore } from '@gateway/core'
import { sql } from 'kysely'
import type { Database } from './database.ts'
import { recordMatches } from './record-matches.ts'
import { recordConditions } from './record-query.ts'
import { RECORD_COLUMNS, recordOf } from './record-rows.ts'

type Written = RecordStore['written']

/** Records in the order they were written. */
export const sqlWrittenRecords = (database: Database): Written =>
  database.kind === 'sqlite' ? writtenToSqlite(database) : writtenToPostgres(database)

/** One thread writes: rows are numbered in the order they can be read. A place is the number of a row. */
function writtenToSqlite(database: Database): Written {
  return async (filter, after) => {
    const [last] = await database.queries
      .selectFrom('records')
      .select(sql<number>`coalesce(max(rowid), 0)`.as('end'))
      .execute()
    const end = last?.end ?? 0
    if (after === undefined) return { records: [], place: String(end) }
    if (!/^\d{1,15}$/.test(after) || Number(after) > end) return undefined
    const rows = await database.queries
      .selectFrom('records')
      .select(RECORD_COLUMNS)
      .select(sql<number>`rowid`.as('place'))
      .where((where) => where.and([...recordConditions(filter, database)]))
      .where(sql<boolean>`rowid > ${Number(after)} and rowid <= ${end}`)
      .orderBy(sql`rowid`)
      .limit(filter.limit)
      .execute()
    const records = rows.map(({ place, ...row }) => ({ ...recordOf(row), place: String(place) }))
    const place = records.length === filter.limit ? records.at(-1)?.place : undefined
    return { records: records.filter((record) => recordMatches(record, filter)), place: place ?? String(end) }
  }
}

/**
 * Many write: what a transaction has written can be read once it has ended, which is not in the order of its number. So
 * only those are read that began before the oldest that is still open. A place is a transaction's number and an id.
 */
function writtenToPostgres(database: Database): Written {
  return async (filter, after) => {
    const { rows: snapshot } = await sql<{ horizon: string }>`
      select pg_snapshot_xmin(pg_current_snapshot())::text as horizon`.execute(database.queries)
    const horizon = snapshot[0]?.horizon ?? '0'
    if (after === undefined) return { records: [], place: `${horizon}_` }
    const [, transaction, id = ''] = /^(\d{1,19})_([0-9a-f-]*)$/.exec(after) ?? []
    if (transaction === undefined || BigInt(transaction) > BigInt(horizon)) return undefined
    const rows = await database.queries
      .selectFrom('records')
      .select(RECORD_COLUMNS)
      .select(sql<string>`written::text`.as('written'))
      .where((where) => where.and([...recordConditions(filter, database)]))
      .where(sql<boolean>`written >= ${transaction}::xid8 and written < ${horizon}::xid8`)
      .where(sql<boolean>`(written > ${transaction}::xid8 or id > ${id})`)
      .orderBy(sql`written`)
      .orderBy('id')
      .limit(filter.limit)
      .execute()
    const records = rows.map(({ written, ...row }) => ({ ...recordOf(row), place: `${written}_${row.id}` }))
    const place = records.length === filter.limit ? records.at(-1)?.place : undefined
    return { records: records.filter((record) => recordMatches(record, filter)), place: place ?? `${horizon}_` }
  }
}
