import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startPostgres, type TestPostgres } from '../packages/store/src/embedded-postgres.fixture.ts'
import { events, lastState, pieces, type ServerEvent } from './support/events.ts'
import { gatewayProcess } from './support/gateway-process.ts'
import { ADMIN_KEY, eventually, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-crash-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const message = (text: string) => ({
  message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text }] },
})
const call = async (url: string, method: string, params: object): Promise<Wire> => {
  const response = await fetch(`${url}/a2a/hello`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json', 'a2a-version': '1.0' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  })
  return response.json()
}
const begin = async (url: string, text: string): Promise<string> =>
  (await call(url, 'SendMessage', { ...message(text), configuration: { returnImmediately: true } })).result.task.id
const task = async (url: string, id: string) => (await call(url, 'GetTask', { id })).result
const counted = (to: number) => Array.from({ length: to }, (_, index) => `${index + 1} `).join('')

let postgres: TestPostgres
let databases = 0
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres[Symbol.asyncDispose]())

describe.each([
  ['SQLite', async () => ({})],
  ['PostgreSQL', async () => ({ DATABASE_URL: await postgres.createDatabase(`crash_${++databases}`) })],
])('a gateway on %s that is killed while its tasks run', (_database, open) => {
  let variables: Record<string, string>
  beforeEach(async () => {
    variables = {
      GATEWAY_MASTER_KEY: ADMIN_KEY,
      GATEWAY_ENCRYPTION_KEY: 'the-same-key-at-every-start-........',
      RUN_LEASE_SECONDS: '2',
      LOG_LEVEL: 'error',
      ...(await open()),
    }
  })

  test('and started again goes on with what can be joined, without a gap, and fails the rest clearly', async () => {
    verifies('crash', 'resume')
    const received: ServerEvent[] = []
    let waiting: string
    {
      await using first = gatewayProcess(folder, variables)
      const url = await first.listening()
      waiting = await begin(url, 'wait 300')
      // Until its start is written.
      await eventually(
        () => task(url, waiting),
        ({ status }) => status.state === 'TASK_STATE_WORKING',
      )
      // It breaks off when the gateway is killed.
      const reading = (async () => {
        for await (const event of events(
          `${url}/a2a/hello`,
          ADMIN_KEY,
          'SendStreamingMessage',
          message('count to 20'),
        )) {
          received.push(event)
        }
      })().catch(() => undefined)
      await eventually(() => pieces(received).includes('5 '))
      first.child.kill('SIGKILL')
      await first.exited()
      await reading
    }
    const id = received[0]?.data.result.task.id
    const last = received.at(-1)?.id ?? 0

    await using second = gatewayProcess(folder, variables)
    const url = await second.listening()
    const rest = await Array.fromAsync(
      events(`${url}/a2a/hello`, ADMIN_KEY, 'SubscribeToTask', { id }, { lastEventId: last }),
    )
    expect(lastState(rest)).toBe('TASK_STATE_COMPLETED')
    // Where the last pieces had not been written, the task as it is comes first and stands in their place.
    const snapshot = rest[0]?.data.result.task
    const before = snapshot === undefined ? pieces(received) : (snapshot.artifacts?.[0].parts[0].text ?? '')
    expect(before + pieces(rest)).toBe(counted(20))
    expect((await task(url, id)).artifacts[0].parts[0].text).toBe(counted(20))

    const failed = await eventually(
      () => task(url, waiting),
      ({ status }) => status.state === 'TASK_STATE_FAILED',
    )
    expect(failed.status.message.parts[0].text).toMatch(/Send the message again/)
    // Events from before the kill are still told, by their numbers.
    const again = await Array.fromAsync(
      events(`${url}/a2a/hello`, ADMIN_KEY, 'SubscribeToTask', { id }, { lastEventId: 2 }),
    )
    expect(pieces(again)).toBe(counted(20))
  }, 90_000)

  test('and one that is stopped leaves its tasks to the next start at once', async () => {
    verifies('crash', 'drain')
    let id: string
    {
      await using first = gatewayProcess(folder, { ...variables, RUN_LEASE_SECONDS: '3600', DRAIN_SECONDS: '0' })
      const url = await first.listening()
      id = await begin(url, 'count to 15')
      await eventually(
        () => task(url, id),
        ({ artifacts }) => artifacts?.[0].parts[0].text.includes('2 ') === true,
      )
      first.child.kill('SIGTERM')
      expect(await first.exited()).toBe(0)
    }
    await using second = gatewayProcess(folder, { ...variables, RUN_LEASE_SECONDS: '3600' })
    const url = await second.listening()
    const done = await eventually(
      () => task(url, id),
      ({ status }) => status.state === 'TASK_STATE_COMPLETED',
      20,
    )
    expect(done.artifacts[0].parts[0].text).toBe(counted(15))
  }, 90_000)
})

test('two gateways on one PostgreSQL show one task: followed, joined and canceled from the other', async () => {
  verifies('replicas', 'runner-tasks')
  const shared = {
    DATABASE_URL: await postgres.createDatabase('runs'),
    GATEWAY_ENCRYPTION_KEY: 'the-same-key-on-every-gateway-....',
  }
  const config = { agents: [{ name: 'hello', upstreams: [{ adapter: 'hello' }] }] }
  await using one = await testGateway({ variables: shared, config })
  await using two = await testGateway({ variables: shared, config })
  const id = await begin(one.url, 'count to 1000')
  const received: ServerEvent[] = []
  const following = (async () => {
    for await (const event of events(`${two.url}/a2a/hello`, ADMIN_KEY, 'SubscribeToTask', { id })) received.push(event)
  })()
  await eventually(() => pieces(received) !== '')
  expect(received[0]?.data.result.task.id).toBe(id)
  const canceled = await call(two.url, 'CancelTask', { id })
  expect(canceled.result.status.state).toBe('TASK_STATE_CANCELED')
  await following
  expect(lastState(received)).toBe('TASK_STATE_CANCELED')
  expect((await task(one.url, id)).status.state).toBe('TASK_STATE_CANCELED')

  const request = message('hi')
  const answers = await Promise.all(
    [one, two, one, two, one, two, one, two].map(({ url }) => call(url, 'SendMessage', request)),
  )
  expect(new Set(answers.map(({ result }) => result.task.id)).size).toBe(1)
  expect(answers.map(({ result }) => result.task.status.state)).toEqual(Array(8).fill('TASK_STATE_COMPLETED'))
}, 90_000)
