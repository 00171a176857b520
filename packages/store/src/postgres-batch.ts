import { CompiledQuery } from 'kysely'
import { insertSql, type Refused, type Rows, type Value } from './database.ts'
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
      for (const table of tables) for (const { values } of chunks(table)) await insert(transaction, table, values)
    })
    return []
  } catch (error) {
    if (!isRowError(error)) throw error
  }
  return await queries.transaction().execute(async (transaction) => {
    const refused: Refused[] = []
    for (const table of tables) {
      for (const { values, first } of chunks(table))
        refused.push(...(await insertWhatFits(transaction, table, values, first)))
    }
    return refused
  })
}

function* chunks(table: Rows): Generator<{ values: readonly Value[]; first: number }> {
  const width = table.columns.length
  const size = Math.floor(PARAMETERS / width)
  for (let first = 0; first * width < table.values.length; first += size) {
    yield { values: table.values.slice(first * width, (first + size) * width), first }
  }
}

async function insert(queries: Queries, table: Rows, values: readonly Value[]): Promise<void> {
  const statement = insertSql(table, values.length / table.columns.length, (position) => `$${position}`)
  await queries.executeQuery(CompiledQuery.raw(statement, [...values]))
}

async function insertWhatFits(
  queries: Queries,
  table: Rows,
  values: readonly Value[],
  first: number,
): Promise<Refused[]> {
  const savepoint = (command: string) => queries.executeQuery(CompiledQuery.raw(`${command} rows_before`))
  await savepoint('savepoint')
  try {
    await insert(queries, table, values)
    await savepoint('release savepoint')
    return []
  } catch (error) {
    if (!isRowError(error)) throw error
    await savepoint('rollback to savepoint')
    if (values.length === table.columns.length) {
      return [{ table: table.table, row: first, message: error instanceof Error ? error.message : String(error) }]
    }
  }
  const width = table.columns.length
  const half = Math.ceil(values.length / width / 2)
  return [
    ...(await insertWhatFits(queries, table, values.slice(0, half * width), first)),
    ...(await insertWhatFits(queries, table, values.slice(half * width), first + half)),
  ]
}
