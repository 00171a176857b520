import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { KeyFilter } from '@gateway/core'
import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startPostgres, type TestPostgres } from './embedded-postgres.fixture.ts'
import { keyOfSecret, keyPage } from './key-queries.ts'
import { openStore } from './open-store.ts'
import type { Queries, Schema } from './schema.ts'

/** What keys are looked up and listed by, and the index that is to be used for it. */
const LISTS: readonly (readonly [string, Partial<KeyFilter>, RegExp])[] = [
  ['all', {}, /keys_by_age/],
  ['of a user', { userId: 'u1' }, /keys_by_user/],
  ['of a team', { teamId: 't1' }, /keys_by_team/],
  ['of an alias', { alias: 'alias 1' }, /keys_alias_key|sqlite_autoindex_keys_2/],
  ['of an agent', { agentId: 'a1' }, /keys_by_agent/],
  ['of a tag', { tag: 'tag 1' }, /key_tags_primary|sqlite_autoindex_key_tags_1/],
]

const pageOf = (queries: Queries, filter: Partial<KeyFilter>) =>
  keyPage(queries, filter, { offset: 0, limit: 10 }).compile()
const nextPageOf = (queries: Queries, filter: Partial<KeyFilter>) =>
  keyPage(queries, filter, { after: { created_at: '5', id: 'x' }, offset: 0, limit: 10 }).compile()

describe('keys in SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-key-plans-'))
  const queries = new Kysely<Schema>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (database) => new SqliteIntrospector(database),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  })
  let file: DatabaseSync
  beforeAll(async () => {
    const path = join(folder, 'plans.db')
    await (await openStore(`sqlite:${path}`))[Symbol.asyncDispose]()
    file = new DatabaseSync(path)
  })
  afterAll(() => {
    file.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const plan = ({ sql }: CompiledQuery) =>
    file
      .prepare(`explain query plan ${sql}`)
      .all()
      .map(({ detail }) => String(detail))

  it('are found by a secret without looking at others', () => {
    const steps = plan(keyOfSecret(queries, 'x').compile())
    expect(steps).toHaveLength(2)
    for (const step of steps) expect(step).toMatch(/^SEARCH \w+ USING INDEX sqlite_autoindex_\w+ \((hash|id)=\?\)$/)
  })

  it.each(LISTS.filter(([, { alias }]) => alias === undefined))(
    'are read on in order from an index: %s',
    (_, filter, index) => {
      const steps = plan(nextPageOf(queries, filter))
      expect(steps[0]).toMatch(index)
      // Read on where the page before has ended, and not from the beginning.
      expect(steps[0]).toMatch(/SEARCH .*created_at/)
      expect(steps.join('; ')).not.toMatch(/TEMP B-TREE/)
    },
  )

  it.each(LISTS)('are listed in order from an index: %s', (_, filter, index) => {
    const steps = plan(pageOf(queries, filter))
    expect(steps[0]).toMatch(index)
    // Without a filter all are listed: they are read in order, as far as the page goes.
    if (Object.keys(filter).length > 0) expect(steps.join('; ')).not.toMatch(/SCAN/)
    // One key at most has an alias.
    if (filter.alias === undefined) expect(steps.join('; ')).not.toMatch(/TEMP B-TREE/)
  })
})

describe('keys in PostgreSQL', () => {
  const queries = new Kysely<Schema>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (database) => new PostgresIntrospector(database),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  let postgres: TestPostgres
  beforeAll(async () => {
    postgres = await startPostgres()
    await (await openStore(await postgres.createDatabase('plans')))[Symbol.asyncDispose]()
    await postgres.query(
      'plans',
      `insert into keys (id, name, alias, user_id, team_id, agent_id, agents, blocked, created_at, updated_at, created_by)
         select md5(n::text), 'sk', 'alias ' || n, 'u' || n % 500, 't' || n % 500, 'a' || n % 500, '{}', 0, n::text, '', ''
         from generate_series(1, 20000) n;
       insert into key_secrets (hash, key_id) select id, id from keys;
       insert into key_tags (tag, created_at, key_id) select 'tag ' || n % 500, n::text, md5(n::text)
         from generate_series(1, 20000) n;
       analyze`,
    )
  })
  afterAll(() => postgres[Symbol.asyncDispose]())
  const plan = async ({ sql, parameters }: CompiledQuery) => {
    const whole = sql.replaceAll(/\$(\d+)/g, (_, place: string) => {
      const value = parameters[Number(place) - 1]
      return typeof value === 'number' ? String(value) : `'${String(value)}'`
    })
    const rows = await postgres.query('plans', `explain ${whole}`)
    return rows.map((row) => String(row['QUERY PLAN'])).join('\n')
  }

  it('are found by a secret without looking at others', async () => {
    const steps = await plan(keyOfSecret(queries, 'x').compile())
    expect(steps).toMatch(/key_secrets_pkey/)
    expect(steps).toMatch(/keys_pkey/)
    expect(steps).not.toMatch(/Seq Scan/)
  })

  it.each(LISTS.filter(([, { alias }]) => alias === undefined))(
    'are read on from an index: %s',
    async (_, filter, index) => {
      const steps = await plan(nextPageOf(queries, filter))
      expect(steps).toMatch(index)
      expect(steps).toMatch(/Index Cond: .*ROW\((key_tags\.)?created_at/)
      expect(steps).not.toMatch(/Sort/)
    },
  )

  it.each(LISTS)('are listed from an index: %s', async (_, filter, index) => {
    const steps = await plan(pageOf(queries, filter))
    expect(steps).toMatch(index)
    expect(steps).not.toMatch(/Seq Scan/)
    if (filter.alias === undefined) expect(steps).not.toMatch(/Sort/)
  })
})
