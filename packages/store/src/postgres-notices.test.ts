import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { startPostgres, type TestPostgres } from './embedded-postgres.fixture.ts'
import { openStore } from './open-store.ts'
import { PostgresNotices } from './postgres-notices.ts'

let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres[Symbol.asyncDispose]())

const TIME = '2026-01-01T00:00:00.000Z'
const LISTENING = { timeout: 10_000 }

it('wakes who listens when another gateway has changed something, also after its connection was cut', async () => {
  const connectionString = await postgres.createDatabase('notices')
  await using store = await openStore(connectionString)
  const wake = vi.fn()
  const notices = new PostgresNotices({ connection: { connectionString, application_name: 'listens' }, wake })
  await notices.start()
  // Once for what may have been missed before it listened.
  expect(wake).toHaveBeenCalledTimes(1)
  await store.agents.insert({ id: 'a', name: 'a', definition: '{}', createdAt: TIME, updatedAt: TIME })
  await vi.waitFor(() => expect(wake).toHaveBeenCalledTimes(2), LISTENING)
  await postgres.query(
    'postgres',
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'listens'",
  )
  await vi.waitFor(() => expect(wake).toHaveBeenCalledTimes(3), LISTENING)
  await store.agents.delete('a')
  await vi.waitFor(() => expect(wake).toHaveBeenCalledTimes(4), LISTENING)
  await notices.stop()
  await store.agents.insert({ id: 'b', name: 'b', definition: '{}', createdAt: TIME, updatedAt: TIME })
  expect(
    await postgres.query('postgres', "select pid from pg_stat_activity where application_name = 'listens'"),
  ).toEqual([])
  expect(wake).toHaveBeenCalledTimes(4)
})

it('does not keep a gateway from starting where it cannot connect', async () => {
  const wake = vi.fn()
  const notices = new PostgresNotices({ connection: { host: '127.0.0.1', port: 1 }, wake })
  await notices.start()
  expect(wake).not.toHaveBeenCalled()
  await notices.stop()
})
