import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { z } from 'zod'
import type { TestPostgres } from '../../packages/store/src/embedded-postgres.fixture.ts'

export type Row = Readonly<Record<string, string | number | null>>

const rows = z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()])))

/** A database of a gateway that is stopped, to put many rows into at once. */
export interface BulkDatabase extends AsyncDisposable {
  readonly kind: 'sqlite' | 'postgres'
  /** What a query answers; nothing for other statements. */
  run(sql: string): Promise<readonly Row[]>
  /** Every row of a table. */
  read(table: string): Promise<readonly Row[]>
  insert(table: string, rows: readonly Row[]): Promise<void>
  /** What a database does by itself after a while: finds out how its tables are filled. */
  settle(): Promise<void>
}

export function bulkSqlite(file: string): BulkDatabase {
  const database = new DatabaseSync(file)
  return {
    kind: 'sqlite',
    run: async (sql) => rows.parse(database.prepare(sql).all()),
    read: async (table) => rows.parse(database.prepare(`select * from ${table}`).all()),
    async insert(table, inserted) {
      const columns = Object.keys(inserted[0] ?? {})
      const places = columns.map(() => '?').join(', ')
      const statement = database.prepare(`insert into ${table} (${columns.join(', ')}) values (${places})`)
      database.exec('begin')
      for (const row of inserted) statement.run(...columns.map((column): SQLInputValue => row[column] ?? null))
      database.exec('commit')
    },
    settle: async () => database.exec('pragma wal_checkpoint(truncate)'),
    [Symbol.asyncDispose]: async () => database.close(),
  }
}

const AT_ONCE = 10_000

export function bulkPostgres(server: Pick<TestPostgres, 'query'>, name: string): BulkDatabase {
  return {
    kind: 'postgres',
    run: async (sql) => rows.parse(await server.query(name, sql)),
    read: async (table) => rows.parse(await server.query(name, `select * from ${table}`)),
    async insert(table, inserted) {
      for (let start = 0; start < inserted.length; start += AT_ONCE) {
        const json = JSON.stringify(inserted.slice(start, start + AT_ONCE)).replaceAll("'", "''")
        await server.query(
          name,
          `insert into ${table} select * from json_populate_recordset(null::${table}, '${json}')`,
        )
      }
    },
    async settle() {
      await server.query(name, 'vacuum analyze')
    },
    [Symbol.asyncDispose]: async () => {},
  }
}
