import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CallRecord } from '@gateway/core'
import { Kysely, sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startPostgres, type TestPostgres } from './embedded-postgres.fixture.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations.ts'
import { Mutex } from './mutex.ts'
import { openStore } from './open-store.ts'
import { postgresDialect } from './postgres-dialect.ts'
import type { Queries, Schema } from './schema.ts'
import { SqliteConnection } from './sqlite-connection.ts'
import { sqliteDialect } from './sqlite-dialect.ts'

const before = migrations.slice(
  0,
  migrations.findIndex(({ name }) => name.endsWith('-record-usage')),
)
const folder = mkdtempSync(join(tmpdir(), 'gateway-record-usage-'))
let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await postgres[Symbol.asyncDispose]()
})

const usage = { inputTokens: 3, outputTokens: 4, model: "a 'model'" }
const record = (id: string, more: Partial<CallRecord>): CallRecord => ({
  id,
  requestId: 'q',
  time: '2026-01-01T00:00:00.000Z',
  agentId: 'a',
  streaming: false,
  status: 'ok',
  httpStatus: 200,
  totalMs: 1,
  requestBytes: 1,
  responseBytes: 1,
  events: 0,
  ...more,
})

/** A record as it was written before. */
const old = (queries: Queries, id: string, rest: object) =>
  sql`insert into records (id, time, agent_id, status, record)
    values (${id}, '2026-01-01T00:00:00.000Z', 'a', 'ok', ${JSON.stringify({ totalMs: 1, ...rest })})`.execute(queries)

async function olds(queries: Queries): Promise<void> {
  await old(queries, '1', { usage, cost: 0.5 })
  await old(queries, '2', { cost: 0.25 })
  await old(queries, '3', { streaming: false })
  await old(queries, '6', { request: `{"text":"a \0\0 b\\\\\0 \ud83d \\u0000"}\0`, usage, cost: 0.125 })
}

const NEW = [
  record('4', { usage: { ...usage, totalTokens: 9, estimated: true }, cost: 1e-7 }),
  record('5', { usage: { totalTokens: 2 } }),
]

const rowsOf = async (queries: Queries) =>
  (
    await sql<Record<string, unknown>>`select id, model, input_tokens, output_tokens, total_tokens, estimated, cost
      from records order by id`.execute(queries)
  ).rows.map(({ id, model, input_tokens, output_tokens, total_tokens, estimated, cost }) =>
    // PostgreSQL gives sums and large numbers as text.
    [
      id,
      model,
      ...[input_tokens, output_tokens, total_tokens, estimated, cost].map((n) => (n === null ? null : Number(n))),
    ],
  )

const EXPECTED = [
  ['1', "a 'model'", 3, 4, 7, null, 0.5],
  ['2', null, null, null, null, null, 0.25],
  ['3', null, null, null, null, null, null],
  ['4', "a 'model'", 3, 4, 9, 1, 1e-7],
  ['5', null, null, null, 2, 0, null],
  ['6', "a 'model'", 3, 4, 7, null, 0.125],
]

async function onSqlite(use: (queries: Queries) => Promise<void>): Promise<string> {
  const path = join(folder, 'former.db')
  const writer = await SqliteConnection.open({ path, readOnly: false })
  await use(new Kysely<Schema>({ dialect: sqliteDialect({ writer, reader: undefined, writing: new Mutex() }) }))
  await writer.close()
  return `sqlite:${path}`
}

async function onPostgres(use: (queries: Queries) => Promise<void>): Promise<string> {
  url ??= await postgres.createDatabase('former')
  const pool = new pg.Pool({ connectionString: url })
  await use(new Kysely<Schema>({ dialect: postgresDialect(pool) }))
  await pool.end()
  return url
}
let url: string | undefined

it.each([
  ['sqlite', onSqlite],
  ['postgres', onPostgres],
] as const)('has usage and cost of every record in columns on %s', async (kind, on) => {
  const address = await on(async (queries) => {
    await migrate(queries, kind, before)
    await olds(queries)
  })
  const store = await openStore(address)
  await store.records.append(NEW)
  await store[Symbol.asyncDispose]()
  await on(async (queries) => expect(await rowsOf(queries)).toEqual(EXPECTED))
})
