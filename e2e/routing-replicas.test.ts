import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startPostgres, type TestPostgres } from '../packages/store/src/embedded-postgres.fixture.ts'
import type { TestServer } from './support/agent-script.ts'
import { events, type ServerEvent } from './support/events.ts'
import { sdkAgent } from './support/sdk-agent.ts'
import { eventually, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
// The SDK logs what it refuses.
vi.spyOn(console, 'error').mockImplementation(() => {})

let postgres: TestPostgres
let agents: TestServer[]
let variables: Record<string, string>
let one: TestGateway
let two: TestGateway

const start = () => Promise.all([testGateway({ variables, config: {} }), testGateway({ variables, config: {} })])

beforeAll(async () => {
  postgres = await startPostgres()
  agents = await Promise.all([sdkAgent(), sdkAgent()])
  variables = {
    DATABASE_URL: await postgres.createDatabase('gateway'),
    GATEWAY_ENCRYPTION_KEY: 'the-same-key-on-every-gateway-....',
  }
  ;[one, two] = await start()
})
afterAll(async () => {
  await one[Symbol.asyncDispose]()
  await two[Symbol.asyncDispose]()
  for (const agent of agents) await agent[Symbol.asyncDispose]()
  await postgres[Symbol.asyncDispose]()
})

const message = (text: string, ids: object = {}, configuration?: object) => ({
  message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text }], ...ids },
  ...(configuration ? { configuration } : {}),
})
/** Registers an agent with both upstreams, and waits until the other gateway has it, with its card. */
async function register(name: string, routing: object): Promise<void> {
  const upstreams = agents.map(({ url }, index) => ({ name: `u${index + 1}`, url: `${url}/` }))
  await one.json('/v1/agents', { body: { name, routing: { strategy: 'round-robin', ...routing }, upstreams } })
  for (const gateway of [one, two]) {
    await eventually(
      () => gateway.json(`/v1/agents/${name}`),
      (view) => view.card_state?.state === 'found',
    )
  }
}
const upstreamsOf = async (gateway: TestGateway, agent: string): Promise<Wire[]> =>
  (await gateway.json(`/v1/agents/${agent}/upstreams`)).upstreams
/** What one gateway does is written in batches; the other knows it a moment later. */
const known = (gateway: TestGateway, agent: string, key: string, id: string) =>
  eventually(
    () => gateway.call(agent, 'GetTask', { id }, { key }),
    ({ error }) => error === undefined,
  )

// The agents keep their tasks in memory, each its own: whatever reaches the other one is not found there.
test('each task is reached through the other gateway, at the upstream that holds it', async () => {
  verifies('affinity', 'replicas')
  await register('pair', {})
  const key = await one.key(['pair'])
  for (let turn = 0; turn < 4; turn++) {
    const asked = await one.call('pair', 'SendMessage', message('ask'), { key })
    const { id, contextId } = asked.result.task
    await known(two, 'pair', key, id)
    const config = { taskId: id, id: 'hook', url: 'http://127.0.0.1:9/hook' }
    const pushed = await two.call('pair', 'CreateTaskPushNotificationConfig', config, { key })
    expect(pushed.result).toMatchObject({ taskId: id, url: config.url })
    const hooks = await one.call('pair', 'ListTaskPushNotificationConfigs', { taskId: id }, { key })
    expect(hooks.result.configs).toHaveLength(1)
    const followed = await two.call('pair', 'SendMessage', message('more', { taskId: id, contextId }), { key })
    expect(followed.result?.task).toMatchObject({ id, status: { state: 'TASK_STATE_COMPLETED' } })
  }
  const used = (await one.json('/v1/logs?agent=pair')).logs.map(({ upstream }: Wire) => upstream)
  expect(new Set(used)).toEqual(new Set(['u1', 'u2']))
})

test('a stream is joined through one gateway, and the task canceled through the other', async () => {
  verifies('affinity', 'replicas', 'subscribe', 'cancel')
  const key = await one.key(['pair'])
  for (let turn = 0; turn < 2; turn++) {
    const { result } = await one.call('pair', 'SendMessage', message('wait', {}, { returnImmediately: true }), { key })
    const { id } = result.task
    await known(two, 'pair', key, id)
    const received: ServerEvent[] = []
    const joined = (async () => {
      for await (const event of events(`${two.url}/a2a/pair`, key, 'SubscribeToTask', { id })) received.push(event)
    })()
    await eventually(() => received.length > 0)
    const canceled = await one.call('pair', 'CancelTask', { id }, { key })
    expect(canceled.result.status.state).toBe('TASK_STATE_CANCELED')
    await joined
    expect(received[0]?.data.result.task.id).toBe(id)
    expect(received.at(-1)?.data.result.statusUpdate.status.state).toBe('TASK_STATE_CANCELED')
  }
})

test('a stop that cancels ends what another gateway began at the agents', async () => {
  verifies('kill', 'replicas')
  await register('ended', {})
  const key = await one.key(['ended'])
  const begun = []
  for (let turn = 0; turn < 4; turn++) {
    const { result } = await two.call('ended', 'SendMessage', message('wait', {}, { returnImmediately: true }), { key })
    begun.push(result.task.id)
  }
  await one.json('/v1/agents/ended/stop', { body: { reason: 'It leaks.', cancel: true } })
  const { result } = await eventually(
    () => one.call('ended', 'ListTasks', {}, { key }),
    ({ result: { tasks } }) =>
      tasks.length === 4 && tasks.every(({ status }: Wire) => status.state === 'TASK_STATE_CANCELED'),
    20,
  )
  expect(result.tasks.map(({ id }: Wire) => id).toSorted()).toEqual(begun.toSorted())
})

test('what one gateway finds down, or stops, is so at the other, and both still hold after a restart', async () => {
  verifies('breaker', 'upstream-change', 'replicas', 'restart')
  await register('watched', {
    health: { consecutiveFailures: 2, cooldownSeconds: 3_600, longestCooldownSeconds: 3_600 },
  })
  await register('halted', {})
  const key = await one.key(['watched', 'halted'])
  const kept: { readonly id: string; readonly upstream: string }[] = []
  for (let turn = 0; turn < 2; turn++) {
    const { result } = await one.call('watched', 'SendMessage', message('ask'), { key })
    const { logs } = await one.json('/v1/logs?agent=watched&limit=1')
    kept.push({ id: result.task.id, upstream: logs[0].upstream })
  }
  expect(kept.map(({ upstream }) => upstream).toSorted()).toEqual(['u1', 'u2'])

  await agents[1]?.[Symbol.asyncDispose]()
  for (let turn = 0; turn < 6; turn++) {
    expect((await one.call('watched', 'SendMessage', message('hi'), { key })).result?.task).toBeDefined()
  }
  const [, found] = await upstreamsOf(one, 'watched')
  expect(found).toMatchObject({ name: 'u2', state: 'open', reason: expect.stringContaining('2 calls in a row failed') })
  const told = await eventually(
    () => upstreamsOf(two, 'watched'),
    ([, u2]) => u2.state === 'open',
    3,
  )
  expect(told[1]).toMatchObject({ reason: found.reason, since: found.since, calls: 0 })
  await one.json('/v1/agents/halted/stop', { body: { reason: 'It is looked at.' } })
  const halted = (gateway: TestGateway) => gateway.call('halted', 'SendMessage', message('hi'), { key })
  await eventually(
    () => halted(two),
    ({ error }) => error?.message.includes('It is looked at.'),
    3,
  )

  await Promise.all([one.stop(), two.stop()])
  ;[one, two] = await start()
  for (const gateway of [one, two]) {
    const [u1, u2] = await eventually(
      () => upstreamsOf(gateway, 'watched'),
      ([, other]) => other.state === 'open',
    )
    expect([u1.state, u2.since]).toEqual(['closed', found.since])
    expect((await halted(gateway)).error.message).toContain('It is looked at.')
    for (const { id, upstream } of kept) {
      const { result, error } = await gateway.call('watched', 'GetTask', { id }, { key })
      if (upstream === 'u1') expect(result.id).toBe(id)
      else expect(error.message).toMatch(/"u2", which holds this task, is down since \d{4}-/)
    }
  }
})
