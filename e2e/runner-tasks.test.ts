import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { client03, client10, type TestClient } from './support/clients.ts'
import { events, lastState, pieces, type ServerEvent } from './support/events.ts'
import { eventually, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

const COST = { perCall: 0.5, perInputToken: 0.25 }
let gateway: TestGateway
let key: string
beforeAll(async () => {
  gateway = await testGateway({
    config: { agents: [{ name: 'hello', upstreams: [{ adapter: 'hello' }], cost: COST }] },
  })
  key = await gateway.key(['hello'])
})
afterAll(() => gateway[Symbol.asyncDispose]())

const message = (text: string, ids: object = {}) => ({
  message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text }], ...ids },
})
const call = (method: string, params: object, as = key) => gateway.call('hello', method, params, { key: as })
const stream = (params: object, options: object = {}, as = key) =>
  events(`${gateway.url}/a2a/hello`, as, 'SendStreamingMessage', params, options)
const subscribe = (id: string, options: object = {}, as = key) =>
  events(`${gateway.url}/a2a/hello`, as, 'SubscribeToTask', { id }, options)
const begin = async (text: string, as = key): Promise<string> =>
  (await call('SendMessage', { ...message(text), configuration: { returnImmediately: true } }, as)).result.task.id

describe.each([
  ['the official 1.0 client', client10],
  ['the official 0.3 client', client03],
])('a runner’s agent, called by %s', (_name, connect) => {
  let client: TestClient
  beforeAll(async () => {
    client = await connect(`${gateway.url}/a2a/hello`, key)
  })

  test('sends, streams, and gets', async () => {
    verifies('send', 'stream', 'get')
    const { task } = await client.send('hi')
    expect(task?.artifacts?.[0]?.parts[0]?.text).toBe('Hello! You said: hi')
    expect((await client.get(task?.id ?? '')).status.state).toBe('TASK_STATE_COMPLETED')
    const streamed = await Array.fromAsync(client.stream('count to 5'))
    expect(streamed[0]?.task?.status.state).toBe('TASK_STATE_SUBMITTED')
    const text = streamed.flatMap(({ artifactUpdate }) => artifactUpdate?.artifact.parts ?? []).map(({ text }) => text)
    expect(text.join('')).toBe('1 2 3 4 5 ')
    expect(streamed.at(-1)?.statusUpdate?.status.state).toBe('TASK_STATE_COMPLETED')
  })

  test('is asked, and answers', async () => {
    verifies('multi-turn')
    const { task } = await client.send('ask')
    expect(task?.status.state).toBe('TASK_STATE_INPUT_REQUIRED')
    const answered = await client.send('Ada', { taskId: task?.id ?? '', contextId: task?.contextId ?? '' })
    expect(answered.task?.artifacts?.[0]?.parts[0]?.text).toBe('Hello, Ada!')
  })

  test('leaves a stream, joins its task again, and follows it to its end', async () => {
    verifies('subscribe', 'runner-tasks')
    const left = client.stream('count to 10')
    const id = (await left.next()).value?.task?.id ?? ''
    await left.return(undefined)
    const events = await Array.fromAsync(client.subscribe(id))
    expect(events[0]?.task?.id).toBe(id)
    const told = (events[0]?.task?.artifacts ?? []).flatMap(({ parts }) => parts)
    const followed = events.flatMap(({ artifactUpdate }) => artifactUpdate?.artifact.parts ?? [])
    expect([...told, ...followed].map(({ text }) => text).join('')).toBe('1 2 3 4 5 6 7 8 9 10 ')
    expect(events.at(-1)?.statusUpdate?.status.state).toBe('TASK_STATE_COMPLETED')
  })

  test('joins a task and cancels it', async () => {
    verifies('subscribe', 'cancel')
    const running = client.stream('count to 1000')
    const id = (await running.next()).value?.task?.id ?? ''
    const joined = client.subscribe(id)
    expect((await joined.next()).value?.task?.id).toBe(id)
    expect((await client.cancel(id)).status.state).toBe('TASK_STATE_CANCELED')
    for (const stream of [running, joined]) {
      const rest = await Array.fromAsync(stream)
      expect(rest.at(-1)?.statusUpdate?.status.state).toBe('TASK_STATE_CANCELED')
    }
    await expect(Array.fromAsync(client.subscribe(id))).rejects.toThrow()
  })
})

test('a task goes on when its caller leaves, is listed, and what it took is booked once, on its own', async () => {
  verifies('runner-tasks', 'list', 'cost')
  const leaving = new AbortController()
  const received: ServerEvent[] = []
  await expect(async () => {
    for await (const event of stream(message('count to 8', { contextId: 'left' }), { signal: leaving.signal })) {
      received.push(event)
      if (pieces(received) !== '') leaving.abort()
    }
  }).rejects.toThrow()
  const id = received[0]?.data.result.task.id
  const task = await eventually(
    async () => (await call('GetTask', { id })).result,
    ({ status }) => status.state === 'TASK_STATE_COMPLETED',
  )
  expect(task.artifacts[0].parts[0].text).toBe('1 2 3 4 5 6 7 8 ')
  const listed = (await call('ListTasks', { contextId: 'left' })).result
  expect(listed).toMatchObject({
    totalSize: 1,
    nextPageToken: '',
    tasks: [{ id, status: { state: task.status.state } }],
  })
  // The call that was left has none of it; the run has a record of its own, once.
  const { logs } = await eventually(
    () => gateway.json('/v1/logs', { key }),
    ({ logs }) => logs.some(({ taskId, kind }: Wire) => taskId === id && kind === 'run'),
  )
  const priced = logs.filter(({ taskId, cost, usage }: Wire) => taskId === id && (cost ?? usage) != null)
  expect(priced).toMatchObject([
    { kind: 'run', agentName: 'hello', cost: 3, usage: { inputTokens: 10 }, taskState: 'TASK_STATE_COMPLETED' },
  ])
  // Below the call that began it.
  const { calls } = await gateway.json(`/v1/logs/sessions/${priced[0].traceId}`, { key })
  expect(calls).toMatchObject([{ log: { operation: 'streamMessage' } }, { parent: 0, log: { kind: 'run' } }])
})

test('usage and cost stand with the call that saw the run end', async () => {
  verifies('cost')
  const { result } = await call('SendMessage', message('four'))
  const { logs } = await eventually(
    () => gateway.json('/v1/logs', { key }),
    ({ logs }) => logs.some(({ taskId }: Wire) => taskId === result.task.id),
  )
  const record = logs.find(({ taskId }: Wire) => taskId === result.task.id)
  expect(record).toMatchObject({ cost: 1.5, usage: { inputTokens: 4, outputTokens: 1, model: 'hello' } })
})

test('a stream goes on behind its last event: joined, sent again, and after its end', async () => {
  verifies('resume')
  const request = message('count to 6')
  const whole = await Array.fromAsync(stream(request))
  expect(whole.map(({ id }) => id)).toEqual(whole.map((_, index) => index + 1))
  const id = whole[0]?.data.result.task.id
  const results = (received: readonly ServerEvent[]) => received.map(({ id, data }) => [id, data.result])
  expect(results(await Array.fromAsync(subscribe(id, { lastEventId: 3 })))).toEqual(results(whole.slice(3)))
  expect(results(await Array.fromAsync(stream(request, { lastEventId: 3 })))).toEqual(results(whole.slice(3)))
  expect((await Array.fromAsync(subscribe(id)))[0]?.data.error.code).toBe(-32004)
})

test('eight sends of one message at once are one run; another body under its id is refused', async () => {
  verifies('idempotent-send')
  const request = message('count to 2')
  const answers = await Promise.all(Array.from({ length: 8 }, () => call('SendMessage', request)))
  expect(new Set(answers.map(({ result }) => result.task.id)).size).toBe(1)
  expect(answers.map(({ result }) => result.task.artifacts[0].parts[0].text)).toEqual(Array(8).fill('1 2 '))
  const other = { message: { ...request.message, parts: [{ text: 'other' }] } }
  expect((await call('SendMessage', other)).error.code).toBe(-32602)
})

test('a message to a task that works is refused with what to do', async () => {
  verifies('runner-tasks')
  const id = await begin('count to 500')
  const refused = await call('SendMessage', message('more', { taskId: id }))
  expect(refused.error).toMatchObject({ code: -32004, message: expect.stringMatching(/wait.*cancel/i) })
  expect((await call('CancelTask', { id })).result.status.state).toBe('TASK_STATE_CANCELED')
  expect(lastState(await Array.fromAsync(subscribe(id, { lastEventId: 1 })))).toBe('TASK_STATE_CANCELED')
})
