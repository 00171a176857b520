import { CompiledQuery } from 'kysely'
import { insertSql, type Refused, type Rows } from './database.ts'
import { isRowError } from './postgres-error.ts'
import type { Queries } from './schema.ts'

/** PostgreSQL counts parameters in 16 bits. */
const PARAMETERS = 65_535

/**
 * Inserts all rows in one transaction. Only when one of them is refused is it done again with savepoints, halving until
 * the row is found.
 */
export async function insertPostgresRows(queries: Queries, tables: readonly Rows[]): Promise<readonly Refused[]> {
  try {
    await queries.transaction().execute(async (transaction) => {
      for (const table of tables) for (const { rows } of chunks(table)) await insert(transaction, table, rows)
    })
    return []
  } catch (error) {
    if (!isRowError(error)) throw error
  }
  return await queries.transaction().execute(async (transaction) => {
    const refused: Refused[] = []
    for (const table of tables) {
      for (const { rows, first } of chunks(table))
        refused.push(...(await insertWhatFits(transaction, table, rows, first)))
    }
    return refused
  })
}

function* chunks(table: Rows): Generator<{ rows: Rows['rows']; first: number }> {
  const size = Math.floor(PARAMETERS / table.columns.length)
  for (let first = 0; first < table.rows.length; first += size) {
    yield { rows: table.rows.slice(first, first + size), first }
  }
}

async function insert(queries: Queries, table: Rows, rows: Rows['rows']): Promise<void> {
  const statement = insertSql(table, rows.length, (position) => `$${position}`)
  await queries.executeQuery(CompiledQuery.raw(statement, rows.flat()))
}

async function insertWhatFits(queries: Queries, table: Rows, rows: Rows['rows'], first: number): Promise<Refused[]> {
  const savepoint = (command: string) => queries.executeQuery(CompiledQuery.raw(`${command} rows_before`))
  await savepoint('savepoint')
  try {
    await insert(queries, table, rows)
    await savepoint('release savepoint')
    return []
  } catch (error) {
    if (!isRowError(error)) throw error
    await savepoint('rollback to savepoint')
    if (rows.length === 1) {
      return [{ table: table.table, row: first, message: error instanceof Error ? error.message : String(error) }]
    }
  }
  const half = Math.ceil(rows.length / 2)
  return [
    ...(await insertWhatFits(queries, table, rows.slice(0, half), first)),
    ...(await insertWhatFits(queries, table, rows.slice(half), first + half)),
  ]
}
