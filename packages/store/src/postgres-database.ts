import { gatewayError, isGatewayError, type Logger } from '@gateway/core'
import { Kysely, sql } from 'kysely'
import pg from 'pg'
import type { Database } from './database.ts'
import { migrate } from './migrate.ts'
import { insertPostgresRows } from './postgres-batch.ts'
import { PostgresChanges } from './postgres-changes.ts'
import { postgresDialect } from './postgres-dialect.ts'
import { whyNotOpened } from './postgres-error.ts'
import { PostgresNotices } from './postgres-notices.ts'
import type { Schema } from './schema.ts'

const CONNECT_MS = 5_000
/** Nothing the gateway asks takes as long; a connection that hangs is given up. */
const QUERY_MS = 30_000
const CONNECTIONS = 10

/** Opens a PostgreSQL database. Rejects with `UNAVAILABLE` and a line that says why and what to do. */
export async function openPostgres(url: string, shown: string, logger: Logger | undefined): Promise<Database> {
  const connection = {
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: QUERY_MS,
    keepAlive: true,
    application_name: 'a2a-gateway',
  }
  const pool = new pg.Pool({ ...connection, max: CONNECTIONS, idleTimeoutMillis: 60_000, allowExitOnIdle: true })
  // A connection that breaks while nobody waits for it must not end the process; the next query makes a new one.
  const onBroken = (error: unknown): void => logger?.warn({ err: error }, 'A connection to the database broke')
  pool.on('connect', (client) => client.on('error', onBroken))
  // The pool tells the same once more.
  pool.on('error', () => undefined)
  const queries = new Kysely<Schema>({ dialect: postgresDialect(pool) })
  const changes = new PostgresChanges(queries, logger)
  const notices = new PostgresNotices({ connection, wake: () => changes.wake(), logger })
  try {
    await sql`select 1`.execute(queries)
    await migrate(queries, 'postgres')
    await changes.start()
    await notices.start()
  } catch (error) {
    await pool.end()
    const why = isGatewayError(error) && error.cause === undefined ? error.message : whyNotOpened(causeOf(error))
    throw gatewayError('UNAVAILABLE', `The database ${shown} cannot be opened: ${why}.`.replace(/\s+/g, ' '), {
      cause: error,
    })
  }
  return {
    kind: 'postgres',
    queries,
    shared: true,
    clock: sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`,
    contains: (column, text) => sql`strpos(${sql.ref(column)}, ${text}) > 0`,
    // Its JSON has no place for every character that texts beside the number may have.
    memberNumber: (column, name) =>
      sql`substring(${sql.ref(column)} from ${`"${name}":(\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?)`}::text)::double precision`,
    insertRows: (tables) => insertPostgresRows(queries, tables),
    change: (change, write) => changes.write(change, write),
    onChange: (listener) => changes.onChange(listener),
    // A table keeps its size when rows of it are deleted, until the server has looked after it.
    usedBytes: async () => undefined,
    async ping() {
      await sql`select 1`.execute(queries)
    },
    async close() {
      await notices.stop()
      await changes.stop()
      await pool.end()
    },
  }
}

function causeOf(error: unknown): unknown {
  return isGatewayError(error) ? error.cause : error
}
