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

/* Keys that named teams and users before there were any reach what they reached, and can be managed from then on. */

const before = migrations.slice(
  0,
  migrations.findIndex(({ name }) => name.endsWith('-identities')),
)

const folder = mkdtempSync(join(tmpdir(), 'gateway-migration-'))
let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await postgres[Symbol.asyncDispose]()
})

async function fill(queries: Queries): Promise<void> {
  const time = '2026-01-01T00:00:00.000Z'
  for (const [id, user, team] of [
    ['k1', 'ann', 'finance'],
    ['k2', 'ann', null],
    ['k3', null, 'finance'],
    ['k4', null, null],
  ]) {
    await sql`insert into keys (id, name, user_id, team_id, agents, blocked, created_at, updated_at, created_by)
      values (${id}, 'sk-...', ${user}, ${team}, '{"access":"all"}', 0, ${time}, ${time}, 'master')`.execute(queries)
  }
}

async function onSqlite(): Promise<string> {
  const path = join(folder, 'former.db')
  const writer = await SqliteConnection.open({ path, readOnly: false })
  const queries = new Kysely<Schema>({ dialect: sqliteDialect({ writer, reader: undefined, writing: new Mutex() }) })
  await migrate(queries, 'sqlite', before)
  await fill(queries)
  await writer.close()
  return `sqlite:${path}`
}

async function onPostgres(): Promise<string> {
  const url = await postgres.createDatabase('former')
  const pool = new pg.Pool({ connectionString: url })
  const queries = new Kysely<Schema>({ dialect: postgresDialect(pool) })
  await migrate(queries, 'postgres', before)
  await fill(queries)
  await pool.end()
  return url
}

describe.each([
  ['SQLite', onSqlite],
  ['PostgreSQL', onPostgres],
])('a database without teams and users on %s', (_name, make) => {
  it('has those that its keys name, each once and narrowing nothing', async () => {
    await using store = await openStore(await make())
    const page = { offset: 0, limit: 9 }
    const all = { agents: { access: 'all' } }
    expect(await store.teams.list(page)).toMatchObject({
      total: 1,
      entries: [{ id: 'finance', ...all, members: [], blocked: false }],
    })
    expect(await store.users.list(page)).toMatchObject({
      total: 1,
      entries: [{ id: 'ann', ...all, role: 'internal_user' }],
    })
    // They are found as those are that come later.
    expect(await store.users.list({ ...page, role: 'internal_user' })).toMatchObject({ total: 1 })
    expect(await store.accessGroups.list(page)).toMatchObject({ total: 0 })
  })
})
