import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CallRecord, Store } from '@gateway/core'
import { Kysely, sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
  migrations.findIndex(({ name }) => name.endsWith('-daily-usage')),
)
const folder = mkdtempSync(join(tmpdir(), 'gateway-daily-usage-'))
let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await postgres[Symbol.asyncDispose]()
})

const idOf = (number: number) => `0190a000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`

/** Costs and times are binary fractions: their sums are exact in any order. */
const record = (number: number, gateway = ''): CallRecord => ({
  id: `${idOf(number)}${gateway}`,
  requestId: 'q',
  time: new Date(Date.UTC(2026, 0, 1 + (number % 3), 12)).toISOString(),
  agentId: `agent-${number % 5}`,
  keyId: `key-${number % 7}`,
  kind: number % 10 === 0 ? 'run' : undefined,
  upstream: `upstream-${number % 2}`,
  streaming: false,
  status: number % 4 === 0 ? 'error' : 'ok',
  errorCode: number % 8 === 0 ? 'UNAVAILABLE' : undefined,
  // No database reads such a text from JSON itself.
  errorMessage: 'a\u0000b\ud800c',
  httpStatus: 200,
  totalMs: 0.5,
  usage: { inputTokens: number % 11, outputTokens: 2, ...(number % 6 === 0 ? { estimated: true } : {}) },
  cost: 0.25,
  requestBytes: 1,
  responseBytes: 1,
  events: 0,
})

/** A record as the version before wrote it. */
async function writeFormer(queries: Queries, { id, time, agentId, keyId, status, usage, cost, ...rest }: CallRecord) {
  const text = JSON.stringify({ ...rest, usage, cost })
  await sql`insert into records (id, time, agent_id, key_id, status, record)
    values (${id}, ${time}, ${agentId ?? null}, ${keyId ?? null}, ${status}, ${text})`.execute(queries)
}

async function expectSums(store: Store): Promise<number> {
  const records = await store.records.list({ limit: 100_000 })
  const calls = records.filter(({ kind }) => kind === undefined)
  const sum = (of: (record: CallRecord) => number) => records.reduce((total, each) => total + of(each), 0)
  const [all] = await store.usage.sum({}, [])
  const tokens = ({ usage }: CallRecord) => (usage?.inputTokens ?? 0) + (usage?.outputTokens ?? 0)
  expect(all?.sums).toEqual({
    calls: calls.length,
    succeeded: calls.filter(({ status }) => status === 'ok').length,
    errors: calls.filter(({ status }) => status === 'error').length,
    inputTokens: sum(({ usage }) => usage?.inputTokens ?? 0),
    outputTokens: sum(({ usage }) => usage?.outputTokens ?? 0),
    totalTokens: sum(tokens),
    estimatedTokens: sum((each) => (each.usage?.estimated ? tokens(each) : 0)),
    cost: records.length * 0.25,
    totalMs: calls.length * 0.5,
  })
  const upstreams = await store.usage.sum({}, ['date', 'agent', 'key', 'upstream', 'status'])
  for (const { of, sums } of upstreams) {
    const members = records.filter(
      (each) =>
        each.time.startsWith(of.date ?? '?') &&
        each.agentId === of.agent &&
        each.keyId === of.key &&
        each.upstream === of.upstream &&
        each.status === of.status,
    )
    expect(sums.cost).toBe(members.length * 0.25)
  }
  const hours = await store.usage.sum({}, ['hour', 'error', 'agent'], { latency: true })
  expect(hours).toHaveLength(30)
  for (const { of, sums, latency } of hours) {
    const members = calls.filter(
      ({ time, errorCode = '', agentId }) =>
        time.startsWith(of.hour ?? '?') && errorCode === of.error && agentId === of.agent,
    )
    expect(sums.calls).toBe(members.length)
    // Runs are no calls.
    if (members.length === 0) expect(latency?.total).toBeUndefined()
    else expect(latency?.total?.p99).toBeCloseTo(0.5, 1)
    expect(latency?.overhead).toBeUndefined()
  }
  return records.length
}

async function sqliteOf(use: (queries: Queries) => Promise<void>): Promise<string> {
  const path = join(folder, 'former.db')
  const writer = await SqliteConnection.open({ path, readOnly: false })
  await use(new Kysely<Schema>({ dialect: sqliteDialect({ writer, reader: undefined, writing: new Mutex() }) }))
  await writer.close()
  return `sqlite:${path}`
}

async function postgresOf(use: (queries: Queries) => Promise<void>): Promise<string> {
  const url = await postgres.createDatabase('former_usage')
  const pool = new pg.Pool({ connectionString: url })
  await use(new Kysely<Schema>({ dialect: postgresDialect(pool) }))
  await pool.end()
  return url
}

describe('usage by day', () => {
  it.each([
    ['sqlite', sqliteOf],
    ['postgres', postgresOf],
  ] as const)('has the records from before on %s', async (kind, made) => {
    const url = await made(async (queries) => {
      await migrate(queries, kind, before)
      await queries.transaction().execute(async (transaction) => {
        for (let number = 0; number < 2_100; number += 1) await writeFormer(transaction, record(number))
      })
    })
    await using store = await openStore(url)
    expect(await expectSums(store)).toBe(2_100)
    // Some of them come again.
    await store.records.append(Array.from({ length: 200 }, (_, number) => record(2_000 + number)))
    expect(await expectSums(store)).toBe(2_200)
  })

  it('is exact and without deadlock where gateways write the same days at once', async () => {
    const url = await postgres.createDatabase('usage_at_once')
    await using first = await openStore(url)
    await using second = await openStore(url)
    await using third = await openStore(url)
    const write = async (store: Store, gateway: string) => {
      for (let batch = 0; batch < 12; batch += 1) {
        const records = Array.from({ length: 100 }, (_, number) => record(batch * 100 + number, gateway))
        const others = records.map((each) => ({ ...each, id: `${each.id}-other` })).toReversed()
        await Promise.all([store.records.append(records), store.records.append(others), store.records.append(records)])
      }
    }
    await Promise.all([write(first, 'a'), write(second, 'b'), write(third, 'c')])
    expect(await expectSums(second)).toBe(7_200)
  })
})
