import type { Change } from '@gateway/core'
import type { RawBuilder, SqlBool } from 'kysely'
import type { DatabaseKind } from './migrations.ts'
import type { Queries } from './schema.ts'

export type Value = string | number | null

/** Rows for one table, all of the same columns. `conflict` is the end of the statement: what to do where the row exists. */
export interface Rows {
  readonly table: string
  readonly columns: readonly string[]
  readonly conflict: string
  /** The values of all rows, laid end to end. */
  readonly values: readonly Value[]
}

/** A row of `Rows` that the database would not take, and why. */
export interface Refused {
  readonly table: string
  readonly row: number
  readonly message: string
}

/** What differs between SQLite and PostgreSQL. The ports are written once above it. */
export interface Database {
  readonly kind: DatabaseKind
  readonly queries: Queries
  /** Others may write the same rows at once, and one insert may name a row once: rows come merged and in one order. */
  readonly shared: boolean
  /** Milliseconds since the epoch by the database's own clock, also within a transaction. */
  readonly clock: RawBuilder<number>
  /** Whether a column of text has a text in it, letter by letter. */
  contains(column: string, text: string): RawBuilder<SqlBool>
  /** The number that the JSON in a column of text has under a name; null where it has none. */
  memberNumber(column: string, name: string): RawBuilder<number>
  /** Inserts all in one transaction, off the main thread where it can. A row that is refused does not keep out the others. */
  insertRows(tables: readonly Rows[]): Promise<readonly Refused[]>
  /** Runs a write in a transaction that also notes the change, unless it resolves with `false`; tells every gateway. */
  change(change: Change, write: (queries: Queries) => Promise<boolean>): Promise<boolean>
  onChange(listener: (change: Change) => void): () => void
  /** Bytes of the file that hold something; `undefined`: that is not told. */
  usedBytes(): Promise<number | undefined>
  ping(): Promise<void>
  close(): Promise<void>
}

/** `insert into table (…) values (?), …`, with placeholders as the database writes them, numbered from 1. */
export function insertSql(
  { table, columns, conflict }: Pick<Rows, 'table' | 'columns' | 'conflict'>,
  rows: number,
  placeholder: (position: number) => string,
): string {
  const tuples: string[] = []
  for (let row = 0; row < rows; row++) {
    const values = columns.map((_, column) => placeholder(row * columns.length + column + 1))
    tuples.push(`(${values.join(', ')})`)
  }
  return `insert into ${table} (${columns.join(', ')}) values ${tuples.join(', ')} ${conflict}`
}
