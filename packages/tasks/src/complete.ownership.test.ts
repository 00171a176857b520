import type { Agent, CallContext, Owner, StreamResponse } from '@gateway/core'
import { isGatewayError } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { describe, expect, it } from 'vitest'
import { complete } from './complete.ts'
import { alice, bob, callOf, collect, nativeAgent, send } from './native-agent.fixture.ts'
import { createTaskIndex } from './task-index.ts'

function completed(...options: Parameters<typeof nativeAgent>) {
  const native = nativeAgent(...options)
  const store = memoryStore()
  const index = createTaskIndex({ store: store.tasks })
  return { ...native, store, index, whole: complete(native.agent, { index, upstream: 'main' }) }
}

const codeOf = (act: Promise<unknown>) =>
  act.then(
    () => 'answered',
    (error: unknown) => (isGatewayError(error) ? error.code : error),
  )
const drained = (stream: AsyncIterable<StreamResponse>) => collect(stream)

/** Every way to name a task, as one function each. */
const WAYS: Record<string, (agent: Agent, taskId: string, context: CallContext) => Promise<unknown>> = {
  getTask: (agent, id, context) => agent.getTask({ id }, context),
  cancelTask: (agent, id, context) => agent.cancelTask({ id }, context),
  subscribeToTask: (agent, id, context) => drained(agent.subscribeToTask({ id }, context)),
  'sendMessage with taskId': (agent, taskId, context) => agent.sendMessage(send({ taskId }), context),
  'streamMessage with taskId': (agent, taskId, context) => drained(agent.streamMessage(send({ taskId }), context)),
  'sendMessage with referenceTaskIds': (agent, taskId, context) =>
    agent.sendMessage(send({ referenceTaskIds: [taskId] }), context),
  'streamMessage with referenceTaskIds': (agent, taskId, context) =>
    drained(agent.streamMessage(send({ referenceTaskIds: [taskId] }), context)),
  'sendMessage with a push configuration that names it': (agent, taskId, context) =>
    agent.sendMessage(
      send({}, { configuration: { taskPushNotificationConfig: { taskId, url: 'https://hooks.example' } } }),
      context,
    ),
  'streamMessage with a push configuration that names it': (agent, taskId, context) =>
    drained(
      agent.streamMessage(
        send({}, { configuration: { taskPushNotificationConfig: { taskId, url: 'https://hooks.example' } } }),
        context,
      ),
    ),
  createTaskPushNotificationConfig: (agent, taskId, context) =>
    agent.createTaskPushNotificationConfig({ taskId, url: 'https://hooks.example' }, context),
  getTaskPushNotificationConfig: (agent, taskId, context) =>
    agent.getTaskPushNotificationConfig({ taskId, id: 'config-1' }, context),
  listTaskPushNotificationConfigs: (agent, taskId, context) =>
    agent.listTaskPushNotificationConfigs({ taskId }, context),
  deleteTaskPushNotificationConfig: (agent, taskId, context) =>
    agent.deleteTaskPushNotificationConfig({ taskId, id: 'config-1' }, context),
}

describe.each(Object.entries(WAYS))('%s', (_name, ask) => {
  it('does not find the task of somebody else, and the agent hears nothing', async () => {
    const { whole, heard } = completed({ ends: 'TASK_STATE_INPUT_REQUIRED' })
    await whole.sendMessage(send(), callOf(alice))
    const before = heard.length
    expect(await codeOf(ask(whole, 'task-1', callOf(bob)))).toBe('TASK_NOT_FOUND')
    expect(heard).toHaveLength(before)
  })

  it('does not find a task that nobody has', async () => {
    const { whole, heard } = completed()
    expect(await codeOf(ask(whole, 'invented', callOf(alice)))).toBe('TASK_NOT_FOUND')
    expect(heard).toEqual([])
  })

  it('tells both with the same words', async () => {
    const { whole } = completed({ ends: 'TASK_STATE_INPUT_REQUIRED' })
    await whole.sendMessage(send(), callOf(alice))
    const messageOf = (id: string) =>
      ask(whole, id, callOf(bob)).then(String, (error: unknown) => String(error).replaceAll(id, '…'))
    expect(await messageOf('task-1')).toBe(await messageOf('invented'))
  })

  it('answers the owner', async () => {
    const { whole } = completed({ ends: 'TASK_STATE_INPUT_REQUIRED' })
    await whole.sendMessage(send(), callOf(alice))
    expect(await codeOf(ask(whole, 'task-1', callOf(alice)))).toBe('answered')
  })
})

describe('who owns a task', () => {
  const cases: [name: string, made: Owner, asks: Owner, sees: boolean][] = [
    [
      'the same team, another user',
      { keyId: 'k1', userId: 'u1', teamId: 't' },
      { keyId: 'k2', userId: 'u2', teamId: 't' },
      true,
    ],
    [
      'the same user, another team',
      { keyId: 'k1', userId: 'u', teamId: 't1' },
      { keyId: 'k1', userId: 'u', teamId: 't2' },
      false,
    ],
    ['the same key that has left its team', { keyId: 'k1', teamId: 't' }, { keyId: 'k1' }, false],
    ['the same user, another key', { keyId: 'k1', userId: 'u' }, { keyId: 'k2', userId: 'u' }, true],
    ['another user, the same key', { keyId: 'k1', userId: 'u1' }, { keyId: 'k1', userId: 'u2' }, false],
    [
      'a user whose key was given a team later',
      { keyId: 'k1', userId: 'u' },
      { keyId: 'k1', userId: 'u', teamId: 't' },
      true,
    ],
    ['the same key, with neither', { keyId: 'k1' }, { keyId: 'k1' }, true],
    ['another key, with neither', { keyId: 'k1' }, { keyId: 'k2' }, false],
  ]
  it.each(cases)('%s', async (_name, made, asks, sees) => {
    const { whole, store } = completed()
    await whole.sendMessage(send({ contextId: 'talk' }), callOf(made))
    const expected = sees ? 'answered' : 'TASK_NOT_FOUND'
    expect(await codeOf(whole.getTask({ id: 'task-1' }, callOf(asks)))).toBe(expected)
    expect((await whole.listTasks({}, callOf(asks))).totalSize).toBe(sees ? 1 : 0)
    // Another gateway on the same store, which has nothing at hand, decides the same.
    const other = complete(nativeAgent().agent, { index: createTaskIndex({ store: store.tasks }), upstream: 'main' })
    const push = other.listTaskPushNotificationConfigs({ taskId: 'task-1' }, callOf(asks))
    expect(await codeOf(push)).toBe(expected)
  })

  it('keeps agents apart that use the same task ids', async () => {
    const { index, whole } = completed()
    const second = nativeAgent()
    const other = complete(second.agent, { index, upstream: 'main' })
    const atOther = (owner: Owner) => callOf(owner, { agent: { id: 'agent-2', name: 'other' } })
    await whole.sendMessage(send(), callOf(alice))
    await other.sendMessage(send(), atOther(bob))
    expect(await codeOf(other.getTask({ id: 'task-1' }, atOther(alice)))).toBe('TASK_NOT_FOUND')
    expect(await codeOf(whole.getTask({ id: 'task-1' }, callOf(bob)))).toBe('TASK_NOT_FOUND')
    expect(await codeOf(whole.getTask({ id: 'task-1' }, callOf(alice)))).toBe('answered')
    expect(await codeOf(other.getTask({ id: 'task-1' }, atOther(bob)))).toBe('answered')
  })
})

describe('two tenants that share every task, context and message id', () => {
  it('leaves the task to the first and shows it nothing of the second', async () => {
    const { whole, heard } = completed({ taskIds: ['same', 'same'] })
    const request = (text: string) => send({ contextId: 'same', parts: [{ text }] })
    await whole.sendMessage(request('secret of alice'), callOf(alice))
    await collect(whole.streamMessage(request('secret of bob'), callOf(bob)))

    const ofAlice = await whole.listTasks({ includeArtifacts: true }, callOf(alice))
    expect(JSON.stringify(ofAlice)).toContain('secret of alice')
    expect(JSON.stringify(ofAlice)).not.toContain('secret of bob')
    expect((await whole.listTasks({}, callOf(bob))).totalSize).toBe(0)
    const before = heard.length
    expect(await codeOf(whole.getTask({ id: 'same' }, callOf(bob)))).toBe('TASK_NOT_FOUND')
    expect(heard).toHaveLength(before)
  })

  it('never shares the context', async () => {
    const { whole, sent } = completed()
    await whole.sendMessage(send({ contextId: 'same' }), callOf(alice))
    await whole.sendMessage(send({ contextId: 'same' }), callOf(bob))
    const contexts = sent.map(({ message }) => message.contextId)
    expect(new Set(contexts).size).toBe(2)
    expect(contexts).not.toContain('same')
  })
})

describe('a message that continues a task', () => {
  it('is refused when its contextId is not the one of the task', async () => {
    const { whole, heard } = completed({ ends: 'TASK_STATE_INPUT_REQUIRED' })
    await whole.sendMessage(send({ contextId: 'talk' }), callOf(alice))
    const before = heard.length
    const follow = send({ taskId: 'task-1', contextId: 'other' })
    await expect(whole.sendMessage(follow, callOf(alice))).rejects.toMatchObject({
      code: 'INVALID_PARAMS',
      jsonRpcCode: -32602,
      field: 'message.contextId',
    })
    expect(await codeOf(drained(whole.streamMessage(follow, callOf(alice))))).toBe('INVALID_PARAMS')
    expect(heard).toHaveLength(before)
  })

  it.each(['TASK_STATE_COMPLETED', 'TASK_STATE_FAILED', 'TASK_STATE_CANCELED', 'TASK_STATE_REJECTED'] as const)(
    'is −32004 when the task is %s',
    async (ends) => {
      const { whole, heard } = completed({ ends })
      await whole.sendMessage(send(), callOf(alice))
      const before = heard.length
      const follow = send({ taskId: 'task-1' })
      await expect(whole.sendMessage(follow, callOf(alice))).rejects.toMatchObject({ jsonRpcCode: -32004 })
      await expect(collect(whole.streamMessage(follow, callOf(alice)))).rejects.toMatchObject({ jsonRpcCode: -32004 })
      expect(heard).toHaveLength(before)
    },
  )

  it('is refused after a cancel that went through the gateway', async () => {
    const { whole } = completed({ ends: 'TASK_STATE_INPUT_REQUIRED' })
    await whole.sendMessage(send(), callOf(alice))
    await whole.cancelTask({ id: 'task-1' }, callOf(alice))
    expect(await codeOf(whole.sendMessage(send({ taskId: 'task-1' }), callOf(alice)))).toBe('UNSUPPORTED_OPERATION')
  })

  it('may refer to at most 100 tasks', async () => {
    const { whole } = completed()
    await whole.sendMessage(send(), callOf(alice))
    const refer = (count: number) =>
      whole.sendMessage(send({ referenceTaskIds: Array(count).fill('task-1') }), callOf(alice))
    expect(await codeOf(refer(101))).toBe('INVALID_PARAMS')
    expect(await codeOf(refer(100))).toBe('answered')
  })
})
