import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type pg from 'pg'
import { isAway, toStoreError } from './postgres-error.ts'
import { readStoredRows, toStoredValue } from './stored-text.ts'

/** Kysely over a pool of `pg`, with texts as `stored-text.ts` says and errors as `postgres-error.ts` does. Ending the pool is left to its owner. */
export function postgresDialect(pool: pg.Pool): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new PostgresDriver(pool),
    createIntrospector: (database) => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

class PostgresDriver implements Driver {
  readonly #pool: pg.Pool

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PostgresSession> {
    try {
      return new PostgresSession(await this.#pool.connect())
    } catch (error) {
      throw toStoreError(error)
    }
  }

  async beginTransaction(session: PostgresSession): Promise<void> {
    await session.run('begin', [])
  }

  async commitTransaction(session: PostgresSession): Promise<void> {
    await session.run('commit', [])
  }

  async rollbackTransaction(session: PostgresSession): Promise<void> {
    await session.run('rollback', [])
  }

  async releaseConnection(session: PostgresSession): Promise<void> {
    session.release()
  }

  async destroy(): Promise<void> {}
}

class PostgresSession implements DatabaseConnection {
  readonly #client: pg.PoolClient
  #broken = false

  constructor(client: pg.PoolClient) {
    this.#client = client
  }

  async run(sql: string, parameters: readonly unknown[]): Promise<pg.QueryResult<Record<string, unknown>>> {
    try {
      const result = await this.#client.query<Record<string, unknown>>(sql, parameters.map(toStoredValue))
      readStoredRows(result.rows)
      return result
    } catch (error) {
      if (isAway(error)) this.#broken = true
      throw toStoreError(error)
    }
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const { rows, rowCount } = await this.run(sql, parameters)
    // Kysely knows the rows' type by the schema and the query.
    return { rows: rows as Row[], numAffectedRows: BigInt(rowCount ?? 0) }
  }

  // biome-ignore lint/correctness/useYield: nothing here asks for a stream.
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('Queries are not streamed.')
  }

  /** A connection that failed is closed and not used again. */
  release(): void {
    this.#client.release(this.#broken)
  }
}
