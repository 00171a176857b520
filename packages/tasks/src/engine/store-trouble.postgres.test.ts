import { placeOf } from '@gateway/core'
import { openStore } from '@gateway/store'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startPostgres, type TestPostgres } from '../../../store/src/embedded-postgres.fixture.ts'
import { collect } from './engine-tests.fixture.ts'
import { callOf, engineOn, say, testRunner, textIn } from './test-runner.fixture.ts'

let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres[Symbol.asyncDispose]())

it('goes on without a gap when every connection to the database is cut in the middle of a stream, again and again', async () => {
  await using store = await openStore(await postgres.createDatabase('cut'))
  const { runner } = testRunner()
  const { engine, agent } = engineOn(store, runner, { leaseMs: 60_000 })
  await using _engine = engine
  const cut = "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'cut'"
  const stream = agent.streamMessage(say('count 150 slowly'), callOf())
  const events = []
  for await (const event of stream) {
    events.push(event)
    if (events.length % 40 === 0) await postgres.query('postgres', cut)
  }
  expect(events.map((event) => placeOf(event))).toEqual(events.map((_, index) => index + 1))
  expect(events.at(-1)?.statusUpdate?.status.state).toBe('TASK_STATE_COMPLETED')
  const id = events[0]?.task?.id ?? ''
  const since = callOf(undefined, { headers: { 'last-event-id': '1' } })
  expect(await collect(agent.subscribeToTask({ id }, since))).toEqual(events.slice(1))
  expect(textIn((await store.runs.read('agent-1', id))?.entry.task)).toMatch(/^1 2 .* 150 $/)
}, 60_000)
