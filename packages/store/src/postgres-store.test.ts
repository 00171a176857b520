import { createServer, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { Change, Logger, Store } from '@gateway/core'
import { testStore } from '@gateway/testing'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { freePort, startPostgres, type TestPostgres } from './embedded-postgres.fixture.ts'
import { openStore } from './open-store.ts'

let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres[Symbol.asyncDispose]())

const ignore = () => undefined
const silent: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore }
const TIME = '2026-01-01T00:00:00.000Z'
const agent = (id: string) => ({ id, name: id, definition: '{}', createdAt: TIME, updatedAt: TIME })
const record = (id: string) => ({
  id,
  requestId: 'r',
  time: TIME,
  streaming: false,
  status: 'ok' as const,
  httpStatus: 200,
  totalMs: 1,
  requestBytes: 1,
  responseBytes: 1,
  events: 0,
})

testStore('PostgreSQL', async () => openStore(await postgres.createDatabase('conformance')))

describe('PostgreSQL', () => {
  it('is migrated once by gateways that start at once, and has its data again', async () => {
    const url = await postgres.createDatabase('race')
    const stores = await Promise.all([openStore(url), openStore(url), openStore(url)])
    await stores[0]?.agents.insert(agent('kept'))
    for (const store of stores) expect(await store.agents.list()).toEqual([agent('kept')])
    for (const store of stores) await store[Symbol.asyncDispose]()
    expect(await postgres.query('race', 'select name from migrations')).toEqual([
      { name: '0001-first' },
      { name: '0002-short-keys' },
      { name: '0003-runs' },
      { name: '0004-repairs' },
      { name: '0005-availability' },
      { name: '0006-key-limits' },
      { name: '0007-identities' },
      { name: '0008-sign-ins' },
      { name: '0009-audit' },
      { name: '0010-entry-labels' },
      { name: '0011-record-usage' },
      { name: '0012-key-secrets' },
      { name: '0013-daily-usage' },
      { name: '0014-budgets' },
      { name: '0015-idempotency' },
      { name: '0016-key-agents-and-tags' },
      { name: '0017-key-scopes' },
      { name: '0018-usage-by-holder' },
      { name: '0019-budget-ends' },
      { name: '0020-alerts' },
      { name: '0021-record-queries' },
      { name: '0022-run-traces' },
      { name: '0023-usage-by-hour' },
      { name: '0024-failed-by-status' },
      { name: '0025-run-ends' },
      { name: '0026-budget-settlements' },
      { name: '0027-record-replays' },
      { name: '0028-record-events' },
    ])
    await using again = await openStore(url)
    expect(await again.agents.list()).toEqual([agent('kept')])
  })

  it('refuses itself to change or delete an entry of the audit log', async () => {
    await using store = await openStore(await postgres.createDatabase('append_only'))
    const entry = {
      id: '01890000-0000-7000-8000-000000000001',
      time: TIME,
      actor: { kind: 'gateway' },
      action: 'key.create',
      target: { kind: 'key', id: 'a' },
      outcome: 'done',
    } as const
    await store.audit.append([entry])
    for (const statement of ["update audit set action = 'nothing'", 'delete from audit', 'truncate audit']) {
      await expect(postgres.query('append_only', statement)).rejects.toThrow(/neither changed nor deleted/)
    }
    const stop = { agentId: 'a', reason: '', since: TIME, cancel: false }
    await expect(store.audit.during([entry], () => store.stops.put(stop))).rejects.toThrow()
    expect(await store.stops.list()).toEqual([])
    expect(await store.audit.list({ limit: 10 })).toEqual([entry])
  })

  it('tells of changes by another gateway within a second, once', async () => {
    const url = await postgres.createDatabase('two')
    await using here = await openStore(url)
    await using there = await openStore(url)
    const heard: [Change[], Change[]] = [[], []]
    here.onChange((change) => heard[0].push(change))
    there.onChange((change) => heard[1].push(change))
    await here.agents.insert(agent('mine'))
    await there.agents.insert(agent('yours'))
    // Generous beside the poll of 250 ms, for a machine that is busy.
    await vi.waitFor(() => expect([heard[0].length, heard[1].length]).toEqual([2, 2]), { timeout: 2_000 })
    await delay(1_100)
    for (const changes of heard) {
      expect(changes.map(({ kind, id }) => `${kind} ${id}`).sort()).toEqual(['agent mine', 'agent yours'])
    }
  })

  it('tells of a change that became visible after a later one', async () => {
    const url = await postgres.createDatabase('gaps')
    await using store = await openStore(url)
    const heard: string[] = []
    store.onChange(({ id }) => heard.push(id))
    const slow = postgres.query(
      'gaps',
      "begin; insert into changes (kind, subject) values ('agent', 'early'); select pg_sleep(1.5); commit",
    )
    await delay(100)
    await postgres.query('gaps', "insert into changes (kind, subject) values ('agent', 'late')")
    await vi.waitFor(() => expect(heard).toEqual(['late']), { timeout: 1_200 })
    await slow
    await vi.waitFor(() => expect(heard).toEqual(['late', 'early']), { timeout: 2_000 })
    await delay(600)
    expect(heard).toEqual(['late', 'early'])
  })

  it('forgets changes after a week', async () => {
    const url = await postgres.createDatabase('old')
    await (await openStore(url))[Symbol.asyncDispose]()
    await postgres.query(
      'old',
      "insert into changes (kind, subject, created_at) values ('agent', 'old', now() - interval '8 days'), ('agent', 'new', now())",
    )
    await using _store = await openStore(url)
    await vi.waitFor(
      async () => expect(await postgres.query('old', 'select subject from changes')).toEqual([{ subject: 'new' }]),
      {
        timeout: 3_000,
      },
    )
  })

  it('leaves out rows that are refused, says so, and keeps the others', async () => {
    const reported: object[] = []
    const url = await postgres.createDatabase('refused')
    await using store = await openStore(url, { logger: { ...silent, error: (fields) => reported.push(fields) } })
    const records = Array.from({ length: 50 }, (_, number) => record(String(number + 100)))
    const broken = new Set(['107', '123', '124', '149'])
    await store.records.append(
      records.map((one) => JSON.parse(JSON.stringify(broken.has(one.id) ? { ...one, status: undefined } : one))),
    )
    const stored = (await store.records.list({ limit: 100 })).map(({ id }) => id)
    expect(stored).toEqual(
      records
        .map(({ id }) => id)
        .filter((id) => !broken.has(id))
        .reverse(),
    )
    expect(reported.map((fields) => 'recordId' in fields && fields.recordId)).toEqual([...broken])
    expect(await store.usage.sum({}, [])).toMatchObject([{ sums: { calls: stored.length } }])
  })

  it('takes more rows at once than one statement can', async () => {
    await using store = await openStore(await postgres.createDatabase('large'))
    await store.records.append(Array.from({ length: 9_000 }, (_, number) => record(String(number + 10_000))))
    expect(await postgres.query('large', 'select count(*)::int as count from records')).toEqual([{ count: 9_000 }])
  })

  it('outlives a connection that is cut, and tells of what changed meanwhile', async () => {
    await using store = await openStore(await postgres.createDatabase('cut'), { logger: silent })
    const heard: string[] = []
    store.onChange(({ id }) => heard.push(id))
    await postgres.query('postgres', "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'cut'")
    await postgres.query('cut', "insert into changes (kind, subject) values ('key', 'meanwhile')")
    await vi.waitFor(() => store.ping(), { timeout: 5_000 })
    await store.agents.insert(agent('after'))
    await vi.waitFor(() => expect(heard.toSorted()).toEqual(['after', 'meanwhile']), { timeout: 3_000 })
  })
})

describe('a PostgreSQL that cannot be opened', () => {
  async function messageOf(url: string): Promise<string> {
    const error = await openStore(url).then(
      (store: Store) => store[Symbol.asyncDispose](),
      (caught: unknown) => caught,
    )
    expect(error).toMatchObject({ code: 'UNAVAILABLE' })
    return error instanceof Error ? error.message : ''
  }
  const REMEDY = 'set DATABASE_URL to sqlite:./data/gateway.db or postgres://user:password@host:5432/database.'

  it('says that nothing listens', async () => {
    const port = await freePort()
    for (const host of ['127.0.0.1', 'localhost']) {
      expect(await messageOf(`postgres://me:hidden@${host}:${port}/db`)).toBe(
        `The database postgres://me:***@${host}:${port}/db cannot be opened: nothing listens there; start PostgreSQL, or ${REMEDY}`,
      )
    }
  })

  it('says that the password is wrong', async () => {
    expect(await messageOf(`postgres://postgres:hidden@127.0.0.1:${postgres.port}/postgres`)).toBe(
      `The database postgres://postgres:***@127.0.0.1:${postgres.port}/postgres cannot be opened: the user or the password is wrong; correct it: ${REMEDY}`,
    )
  })

  it('says that the database is missing', async () => {
    const message = await messageOf(`postgres://postgres:secret%20word@127.0.0.1:${postgres.port}/none`)
    expect(message).toContain('there is no database of that name; create it')
    expect(message).not.toContain('secret')
  })

  it('gives up on one that does not answer', async () => {
    const sockets: Socket[] = []
    const server = createServer((socket) => sockets.push(socket))
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address()
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
    expect(await messageOf(`postgres://me:hidden@127.0.0.1:${port}/db`)).toContain('it did not answer within 5 s')
    for (const socket of sockets) socket.destroy()
    server.close()
  })
})
