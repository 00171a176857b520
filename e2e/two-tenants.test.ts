import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestServer } from './support/agent-script.ts'
import { events } from './support/events.ts'
import { sdkAgent } from './support/sdk-agent.ts'
import { cardFound, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import { card10, task10, type WildAgent, wildAgent } from './support/wild-agent.ts'
import type { Wire } from './support/wire.ts'

const NOT_FOUND = -32001

let native: TestServer
let repeating: WildAgent
let gateway: TestGateway
let tenants: readonly [string, string]

beforeAll(async () => {
  native = await sdkAgent()
  // Gives every task the same id.
  repeating = await wildAgent(
    ({ method, params, text, result }) =>
      result(
        method === 'SendMessage'
          ? {
              task: {
                ...task10('the-same-task', 'TASK_STATE_INPUT_REQUIRED', params.message.contextId),
                metadata: { text },
              },
            }
          : task10(params.id),
      ),
    card10,
  )
  gateway = await testGateway({
    config: {
      agents: [
        { name: 'runner', upstreams: [{ adapter: 'hello' }] },
        { name: 'native', upstreams: [{ url: `${native.url}/` }] },
        { name: 'repeating', upstreams: [{ url: `${repeating.url}/` }] },
      ],
    },
  })
  await Promise.all(['native', 'repeating'].map((name) => cardFound(gateway, name)))
  const key = (team: string) => gateway.key(['runner', 'native', 'repeating'], { team_id: team })
  tenants = [await key('one'), await key('two')]
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
  await native[Symbol.asyncDispose]()
  await repeating[Symbol.asyncDispose]()
})

const message = (text: string, ids: object = {}) => ({
  message: {
    messageId: 'the-same-message',
    contextId: 'the-same-context',
    role: 'ROLE_USER',
    parts: [{ text }],
    ...ids,
  },
})

/** Every operation that names a task. */
const WAYS: Record<string, (id: string) => object> = {
  GetTask: (id) => ({ id }),
  CancelTask: (id) => ({ id }),
  SubscribeToTask: (id) => ({ id }),
  SendMessage: (taskId) => message('mine', { messageId: 'the-same-answer', taskId }),
  SendStreamingMessage: (taskId) => message('mine', { messageId: 'the-same-answer', taskId }),
}

describe.each(['runner', 'native'])('two tenants that share the context and message ids of a %s agent', (agent) => {
  let ids: readonly [string, string]
  const call = (method: string, params: object, key: string) => gateway.call(agent, method, params, { key })
  const listed = async (key: string, params: object = {}) =>
    (await call('ListTasks', params, key)).result.tasks.map(({ id }: Wire) => id)

  test('each get a task of their own, in a context of the same name', async () => {
    verifies('ownership', 'contexts')
    const tasks = await Promise.all(
      tenants.map(async (key) => (await call('SendMessage', message('ask'), key)).result.task),
    )
    expect(tasks.map(({ contextId, status }) => [contextId, status.state])).toEqual(
      Array(2).fill(['the-same-context', 'TASK_STATE_INPUT_REQUIRED']),
    )
    ids = [tasks[0].id, tasks[1].id]
    expect(ids[0]).not.toBe(ids[1])
  })

  test.each(Object.keys(WAYS))('%s does not find the task of the other', async (method) => {
    verifies('ownership')
    for (const [index, key] of tenants.entries()) {
      const theirs = ids[1 - index] ?? ''
      const [answer] = await Array.fromAsync(
        events(`${gateway.url}/a2a/${agent}`, key, method, WAYS[method]?.(theirs) ?? {}, { lastEventId: 0 }),
      )
      expect(answer?.data.error?.code).toBe(NOT_FOUND)
    }
  })

  test('each list their own alone, and go on with it under one message id', async () => {
    verifies('ownership', 'list')
    for (const [index, key] of tenants.entries()) {
      expect(await listed(key)).toEqual([ids[index]])
      expect(await listed(key, { contextId: 'the-same-context' })).toEqual([ids[index]])
    }
    const [first, second] = tenants
    const answer = (taskId: string) => message('Ada', { messageId: 'the-same-answer', taskId })
    const answered = await call('SendMessage', answer(ids[0]), first)
    expect(answered.result.task).toMatchObject({ id: ids[0], status: { state: 'TASK_STATE_COMPLETED' } })
    // What the other asks is still open.
    expect((await call('GetTask', { id: ids[1] }, second)).result.status.state).toBe('TASK_STATE_INPUT_REQUIRED')
    const other = await call('SendMessage', answer(ids[1]), second)
    expect(other.result.task).toMatchObject({ id: ids[1], status: { state: 'TASK_STATE_COMPLETED' } })
  })
})

test('a task id that a native agent gives to two tenants stays the first one’s', async () => {
  verifies('ownership')
  const [first, second] = tenants
  const call = (method: string, params: object, key: string) => gateway.call('repeating', method, params, { key })
  expect((await call('SendMessage', message('secret of one'), first)).result.task.id).toBe('the-same-task')
  await call('SendMessage', message('secret of two'), second)
  const contexts = repeating.calls
    .filter(({ method }) => method === 'SendMessage')
    .map(({ params }) => params.message.contextId)
  expect(new Set(contexts).size).toBe(2)
  const reached = repeating.calls.length
  for (const [method, params] of Object.entries(WAYS)) {
    const url = `${gateway.url}/a2a/repeating`
    const [answer] = await Array.fromAsync(events(url, second, method, params('the-same-task')))
    expect([method, answer?.data.error?.code]).toEqual([method, NOT_FOUND])
  }
  expect(repeating.calls).toHaveLength(reached)
  expect((await call('ListTasks', {}, second)).result.tasks).toEqual([])
  const { tasks } = (await call('ListTasks', {}, first)).result
  expect(tasks).toMatchObject([{ id: 'the-same-task', metadata: { text: 'secret of one' } }])
  expect((await call('GetTask', { id: 'the-same-task' }, first)).result.id).toBe('the-same-task')
})
