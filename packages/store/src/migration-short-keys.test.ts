import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

/* A database that was made with the first schema, and used, is opened by what there is now. */

/** More than is taken over at a time. */
const TASKS = 1_203
const first = migrations.slice(0, 1)
const owner = { keyId: 'key-1', teamId: 'team-1' }

const folder = mkdtempSync(join(tmpdir(), 'gateway-migration-'))
let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await postgres[Symbol.asyncDispose]()
})

/** As the first schema's store wrote it. */
async function fill(queries: Queries): Promise<void> {
  for (let at = 0; at < TASKS; at += 1) {
    const [id, time] = [`task-${String(at).padStart(5, '0')}`, new Date(at * 1_000).toISOString()]
    const task = JSON.stringify({ id, contextId: 'talk', status: { state: 'TASK_STATE_COMPLETED', timestamp: time } })
    await sql`insert into tasks (agent_id, task_id, context_id, upstream_context_id, upstream, key_id, user_id, team_id, owner_scope, place, state, status_timestamp, created_at, task)
      values ('agent-1', ${id}, 'talk', 'their talk', 'eu', 'key-1', null, 'team-1', 'team:team-1', 7, 'TASK_STATE_COMPLETED', ${time}, ${time}, ${task})`.execute(
      queries,
    )
  }
  for (const status of ['ok', 'error']) {
    const record = {
      id: status,
      requestId: 'r',
      time: '2026-01-01T00:00:00.000Z',
      agentId: 'agent-1',
      streaming: false,
      status,
      httpStatus: 200,
      totalMs: 1,
      requestBytes: 1,
      responseBytes: 1,
      events: 0,
    }
    await sql`insert into records (id, time, agent_id, key_id, user_id, team_id, status, record)
      values (${record.id}, ${record.time}, 'agent-1', null, null, null, ${status}, ${JSON.stringify(record)})`.execute(
      queries,
    )
  }
}

async function onSqlite(): Promise<string> {
  const path = join(folder, 'former.db')
  const writer = await SqliteConnection.open({ path, readOnly: false })
  const queries = new Kysely<Schema>({ dialect: sqliteDialect({ writer, reader: undefined, writing: new Mutex() }) })
  await migrate(queries, 'sqlite', first)
  await fill(queries)
  await writer.close()
  return `sqlite:${path}`
}

async function onPostgres(): Promise<string> {
  const url = await postgres.createDatabase('former')
  const pool = new pg.Pool({ connectionString: url })
  const queries = new Kysely<Schema>({ dialect: postgresDialect(pool) })
  await migrate(queries, 'postgres', first)
  await fill(queries)
  await pool.end()
  return url
}

describe.each([
  ['SQLite', onSqlite],
  ['PostgreSQL', onPostgres],
])('a database of the first schema on %s', (_name, make) => {
  it('has all its tasks and records again, and takes new ones', async () => {
    const url = await make()
    await using store = await openStore(url)
    const { tasks, records } = store
    const page = await tasks.list({ agentId: 'agent-1', owner, limit: 2 })
    expect(page.total).toBe(TASKS)
    expect(page.entries.map(({ taskId }) => taskId)).toEqual(['task-01202', 'task-01201'])
    const entry = await tasks.get('agent-1', 'task-00500')
    expect(entry).toMatchObject({ owner, contextId: 'talk', upstreamContextId: 'their talk', upstream: 'eu' })
    expect(await tasks.getContext('agent-1', 'talk', owner)).toMatchObject({ upstreamContextId: 'their talk' })

    if (entry === undefined) throw new Error('the task is gone')
    await tasks.put([{ ...entry, state: 'TASK_STATE_CANCELED' }])
    expect((await tasks.get('agent-1', 'task-00500'))?.state).toBe('TASK_STATE_CANCELED')
    expect((await tasks.list({ agentId: 'agent-1', owner, limit: 1 })).total).toBe(TASKS)

    expect(await records.list({ limit: 9 })).toHaveLength(2)
    expect(await records.list({ status: 'error', limit: 9 })).toMatchObject([{ id: 'error', agentId: 'agent-1' }])
    expect(await records.get('ok')).toMatchObject({ requestId: 'r', status: 'ok' })
  })
})
