import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Mutex } from './mutex.ts'
import type { SqliteConnection } from './sqlite-connection.ts'
import { toStoreError } from './sqlite-error.ts'

export interface SqliteThreads {
  readonly writer: SqliteConnection
  /** Absent for a database in memory, which only its own connection can see. */
  readonly reader: SqliteConnection | undefined
  /** Held by whoever writes: statements of others must not slip into an open transaction. */
  readonly writing: Mutex
}

/** Kysely over the worker threads: what only reads goes to the reader, all else to the writer. Closing them is left to their owner. */
export function sqliteDialect(threads: SqliteThreads): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver(threads),
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

class SqliteDriver implements Driver {
  readonly #threads: SqliteThreads

  constructor(threads: SqliteThreads) {
    this.#threads = threads
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<SqliteSession> {
    return new SqliteSession(this.#threads)
  }

  beginTransaction(session: SqliteSession): Promise<void> {
    return session.begin()
  }

  commitTransaction(session: SqliteSession): Promise<void> {
    return session.end('commit')
  }

  async rollbackTransaction(session: SqliteSession): Promise<void> {
    // SQLite has done so itself where its disk is full; what went wrong is what is to be told.
    await session.end('rollback').catch(() => undefined)
  }

  async releaseConnection(session: SqliteSession): Promise<void> {
    session.leave()
  }

  async destroy(): Promise<void> {}
}

class SqliteSession implements DatabaseConnection {
  readonly #threads: SqliteThreads
  #endTurn: (() => void) | undefined

  constructor(threads: SqliteThreads) {
    this.#threads = threads
  }

  async begin(): Promise<void> {
    const endTurn = await this.#threads.writing.acquire()
    try {
      await this.#threads.writer.run('begin immediate', [])
      this.#endTurn = endTurn
    } catch (error) {
      endTurn()
      throw toStoreError(error)
    }
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    try {
      await this.#threads.writer.run(how, [])
    } catch (error) {
      throw toStoreError(error)
    }
    this.leave()
  }

  /** Lets the next one write. Also where a transaction did not end as it should. */
  leave(): void {
    this.#endTurn?.()
    this.#endTurn = undefined
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { rows, changes } = await this.#run(query).catch((error: unknown) => {
      throw toStoreError(error)
    })
    // Kysely knows the rows' type by the schema and the query.
    return { rows: rows as Row[], numAffectedRows: BigInt(changes) }
  }

  // biome-ignore lint/correctness/useYield: rows come whole from the worker, and nothing here asks for a stream.
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('Queries are not streamed on SQLite.')
  }

  #run(query: CompiledQuery) {
    const { writer, reader, writing } = this.#threads
    const parameters = query.parameters.map(toSqliteValue)
    if (this.#endTurn !== undefined) return writer.run(query.sql, parameters)
    if (reader !== undefined && query.query.kind === 'SelectQueryNode') return reader.run(query.sql, parameters)
    return writing.run(() => writer.run(query.sql, parameters))
  }
}

function toSqliteValue(value: unknown): string | number | bigint | null {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' || value === null)
    return value
  throw new TypeError(`A ${typeof value} cannot be stored.`)
}
