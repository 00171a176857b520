import type { Agent, AgentTraits, StreamResponse, Task } from '@gateway/core'
import { defineAgent, gatewayError } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { describe, expect, it } from 'vitest'
import { complete } from './complete.ts'
import { alice, callOf, collect, nativeAgent, send } from './native-agent.fixture.ts'
import { createTaskIndex } from './task-index.ts'

const completed = (agent: Agent) => {
  const store = memoryStore()
  const index = createTaskIndex({ store: store.tasks })
  return { index, whole: complete(agent, { index, upstream: 'main' }) }
}

/** For sends whose task goes on. */
const atOnce = { configuration: { returnImmediately: true } }

describe('traits', () => {
  it('say what the whole agent can do, and follow the agent where it decides', () => {
    let traits: Partial<AgentTraits> = {}
    const { whole } = completed({
      ...defineAgent({}),
      get traits() {
        return { tasks: false, streaming: false, push: false, resume: false, cancel: false, ...traits }
      },
    })
    expect(whole.traits).toEqual({ tasks: true, streaming: true, push: false, resume: true, cancel: false })
    traits = { push: true, cancel: true }
    expect(whole.traits).toEqual({ tasks: true, streaming: true, push: true, resume: true, cancel: true })
  })
})

describe('subscribeToTask', () => {
  const working: Task = { id: 'task-1', contextId: 'c', status: { state: 'TASK_STATE_WORKING' } }
  const update: StreamResponse = {
    statusUpdate: { taskId: 'task-1', contextId: 'c', status: { state: 'TASK_STATE_COMPLETED' } },
  }
  const subscribable = (events: () => AsyncGenerator<StreamResponse>, getTask = async () => working) =>
    defineAgent({
      traits: { streaming: true },
      sendMessage: async () => ({ task: working }),
      getTask,
      subscribeToTask: events,
    })

  it('begins with the task when the agent does', async () => {
    const { whole } = completed(
      subscribable(async function* () {
        yield { task: working }
        yield update
      }),
    )
    await whole.sendMessage(send({}, atOnce), callOf(alice))
    expect(await collect(whole.subscribeToTask({ id: 'task-1' }, callOf(alice)))).toEqual([{ task: working }, update])
  })

  it('begins with the task as it is now when the agent begins with an update', async () => {
    const asked: unknown[] = []
    const agent = subscribable(async function* () {
      yield update
    })
    const { whole } = completed({
      ...agent,
      getTask: async (request) => {
        asked.push(request)
        return { ...working, metadata: { now: true } }
      },
    })
    await whole.sendMessage(send({}, atOnce), callOf(alice))
    const events = await collect(whole.subscribeToTask({ tenant: 'acme', id: 'task-1' }, callOf(alice)))
    expect(events).toEqual([{ task: { ...working, metadata: { now: true } } }, update])
    expect(asked).toEqual([{ tenant: 'acme', id: 'task-1' }])
  })

  it('releases the agent when the task cannot be had', async () => {
    let released = false
    const agent = subscribable(
      async function* () {
        try {
          yield update
          yield update
        } finally {
          released = true
        }
      },
      () => Promise.reject(gatewayError('AGENT_TIMEOUT', 'Too slow.')),
    )
    const { whole } = completed(agent)
    await whole.sendMessage(send({}, atOnce), callOf(alice))
    const events = whole.subscribeToTask({ id: 'task-1' }, callOf(alice))[Symbol.asyncIterator]()
    await expect(events.next()).rejects.toMatchObject({ code: 'AGENT_TIMEOUT' })
    expect(released).toBe(true)
    expect(await events.next()).toEqual({ done: true, value: undefined })
  })

  it('is −32004 on a task that has ended, and the agent is not asked', async () => {
    const { agent, heard } = nativeAgent()
    const { whole } = completed(agent)
    await whole.sendMessage(send({}, atOnce), callOf(alice))
    const events = collect(whole.subscribeToTask({ id: 'task-1' }, callOf(alice)))
    await expect(events).rejects.toMatchObject({ code: 'UNSUPPORTED_OPERATION', jsonRpcCode: -32004 })
    expect(heard).toHaveLength(1)
  })

  it('is −32004 on a task that turns out to have ended, at an agent that does not stream', async () => {
    const { agent, tasks } = nativeAgent({ traits: { streaming: false }, ends: 'TASK_STATE_WORKING' })
    const { whole } = completed(agent)
    await whole.sendMessage(send({}, atOnce), callOf(alice))
    tasks.set('task-1', { id: 'task-1', contextId: 'context-of-agent-1', status: { state: 'TASK_STATE_FAILED' } })
    const subscribe = () => collect(whole.subscribeToTask({ id: 'task-1' }, callOf(alice)))
    await expect(subscribe()).rejects.toMatchObject({ jsonRpcCode: -32004 })
    expect((await whole.listTasks({}, callOf(alice))).tasks[0]?.status.state).toBe('TASK_STATE_FAILED')
  })

  it('follows the task of an agent that does not stream', async () => {
    const { agent, tasks } = nativeAgent({ traits: { streaming: false }, ends: 'TASK_STATE_WORKING' })
    const { whole } = completed(agent)
    await whole.sendMessage(send({ contextId: 'talk' }, atOnce), callOf(alice))
    const states: string[] = []
    for await (const { task, statusUpdate } of whole.subscribeToTask({ id: 'task-1' }, callOf(alice))) {
      const seen = task ?? statusUpdate
      states.push(`${seen?.contextId} ${seen?.status.state}`)
      const now = tasks.get('task-1')
      if (now) tasks.set('task-1', { ...now, status: { state: 'TASK_STATE_COMPLETED' } })
    }
    expect(states).toEqual(['talk TASK_STATE_WORKING', 'talk TASK_STATE_COMPLETED'])
  })
})

describe('push configurations', () => {
  const url = 'https://hooks.example'
  const withPush = { configuration: { taskPushNotificationConfig: { url } } }

  it('are −32003 at an agent that does not push, before it is asked', async () => {
    const { agent, heard } = nativeAgent({ traits: { push: false }, ends: 'TASK_STATE_INPUT_REQUIRED' })
    const { whole } = completed(agent)
    await whole.sendMessage(send({}, atOnce), callOf(alice))
    const context = callOf(alice)
    const refusals = [
      whole.createTaskPushNotificationConfig({ taskId: 'task-1', url }, context),
      whole.getTaskPushNotificationConfig({ taskId: 'task-1', id: 'x' }, context),
      whole.listTaskPushNotificationConfigs({ taskId: 'task-1' }, context),
      whole.deleteTaskPushNotificationConfig({ taskId: 'task-1', id: 'x' }, context),
      whole.sendMessage(send({}, withPush), context),
      collect(whole.streamMessage(send({}, withPush), context)),
    ]
    for (const refusal of refusals) await expect(refusal).rejects.toMatchObject({ jsonRpcCode: -32003 })
    expect(heard).toHaveLength(1)
  })

  it('are handed on to an agent that pushes', async () => {
    const { agent, heard, sent } = nativeAgent({ ends: 'TASK_STATE_INPUT_REQUIRED' })
    const { whole } = completed(agent)
    const context = callOf(alice)
    await whole.sendMessage(send({}, withPush), context)
    expect(sent[0]?.configuration).toEqual(withPush.configuration)
    expect(await whole.createTaskPushNotificationConfig({ taskId: 'task-1', url }, context)).toMatchObject({
      id: 'config-1',
    })
    expect(await whole.listTaskPushNotificationConfigs({ taskId: 'task-1' }, context)).toMatchObject({
      configs: [{ taskId: 'task-1' }],
    })
    expect(await whole.deleteTaskPushNotificationConfig({ taskId: 'task-1', id: 'config-1' }, context)).toEqual({})
    expect(heard).toHaveLength(4)
  })

  it.each([undefined, ''])('must name their task (%j)', async (taskId) => {
    const { whole } = completed(nativeAgent().agent)
    const made = whole.createTaskPushNotificationConfig(
      { url, ...(taskId === undefined ? {} : { taskId }) },
      callOf(alice),
    )
    await expect(made).rejects.toMatchObject({ code: 'INVALID_PARAMS', field: 'taskId' })
  })
})

describe('getTask and cancelTask', () => {
  it('bring the list up to date', async () => {
    const { agent, tasks } = nativeAgent({ ends: 'TASK_STATE_WORKING' })
    const { whole } = completed(agent)
    await whole.sendMessage(send({}, atOnce), callOf(alice))
    const listed = async () => (await whole.listTasks({}, callOf(alice))).tasks[0]?.status.state
    const now = tasks.get('task-1')
    if (now) tasks.set('task-1', { ...now, status: { state: 'TASK_STATE_INPUT_REQUIRED' } })
    expect(await listed()).toBe('TASK_STATE_WORKING')
    await whole.getTask({ id: 'task-1' }, callOf(alice))
    expect(await listed()).toBe('TASK_STATE_INPUT_REQUIRED')
    const context = callOf(alice)
    await whole.cancelTask({ id: 'task-1' }, context)
    expect(await listed()).toBe('TASK_STATE_CANCELED')
    expect(context.facts.at(-1)).toMatchObject({ type: 'task', taskId: 'task-1', state: 'TASK_STATE_CANCELED' })
  })
})

describe('agents that answer oddly', () => {
  it('one that cannot be joined is asked until the task ends', async () => {
    const { agent, tasks } = nativeAgent({ ends: 'TASK_STATE_WORKING' })
    const deaf: Agent = {
      ...agent,
      traits: agent.traits,
      // biome-ignore lint/correctness/useYield: it has nothing to give but the refusal
      async *subscribeToTask() {
        throw gatewayError('METHOD_NOT_FOUND', 'Method not found')
      },
    }
    const { whole } = completed(deaf)
    await whole.sendMessage(send({}, atOnce), callOf(alice))
    const states: unknown[] = []
    for await (const { task, statusUpdate } of whole.subscribeToTask({ id: 'task-1' }, callOf(alice))) {
      states.push((task ?? statusUpdate)?.status.state)
      const now = tasks.get('task-1')
      if (now) tasks.set('task-1', { ...now, status: { state: 'TASK_STATE_COMPLETED' } })
    }
    expect(states).toEqual(['TASK_STATE_WORKING', 'TASK_STATE_COMPLETED'])
  })

  it('one that names no context keeps the task in the one its caller chose', async () => {
    const { agent } = nativeAgent({ ends: 'TASK_STATE_INPUT_REQUIRED' })
    const nameless: Agent = {
      ...agent,
      traits: agent.traits,
      sendMessage: async () => ({ task: { id: 'nameless', status: { state: 'TASK_STATE_INPUT_REQUIRED' } } }),
    }
    const { whole } = completed(nameless)
    await whole.sendMessage(send({ contextId: 'talk' }), callOf(alice))
    await whole.sendMessage(send({ contextId: 'talk', taskId: 'nameless' }), callOf(alice))
    await expect(
      whole.sendMessage(send({ contextId: 'other', taskId: 'nameless' }), callOf(alice)),
    ).rejects.toMatchObject({ jsonRpcCode: -32602 })
  })

  it('one that answers with another task has told nothing about that one', async () => {
    const { agent } = nativeAgent({ ends: 'TASK_STATE_WORKING' })
    const mistaken: Agent = {
      ...agent,
      traits: agent.traits,
      getTask: async () => ({ id: 'of-somebody', contextId: 'c', status: { state: 'TASK_STATE_COMPLETED' } }),
    }
    const { whole } = completed(mistaken)
    await whole.sendMessage(send({}, atOnce), callOf(alice))
    await whole.getTask({ id: 'task-1' }, callOf(alice))
    await expect(whole.getTask({ id: 'of-somebody' }, callOf(alice))).rejects.toMatchObject({ jsonRpcCode: -32001 })
  })
})

it('an id that an agent gives twice: the first owner keeps the task, the second never sees its content', async () => {
  const store = memoryStore()
  const index = createTaskIndex({ store: store.tasks })
  let turn = 0
  const counting = defineAgent({
    traits: { tasks: true, streaming: true },
    sendMessage: async () => {
      turn += 1
      return turn === 1
        ? {
            task: {
              id: '1',
              contextId: 'c',
              status: { state: 'TASK_STATE_COMPLETED' },
              artifacts: [{ artifactId: 'a', parts: [{ text: 'SECRET' }] }],
            },
          }
        : { task: { id: '1', contextId: 'c', status: { state: 'TASK_STATE_INPUT_REQUIRED' } } }
    },
    async *streamMessage() {
      yield { statusUpdate: { taskId: '1', contextId: 'c', status: { state: 'TASK_STATE_COMPLETED' } } }
    },
    getTask: async () => ({ id: '1', contextId: 'c', status: { state: 'TASK_STATE_COMPLETED' } }),
  })
  const whole = complete(counting, { index, upstream: 'main' })
  const bob = { keyId: 'bob' }
  await whole.sendMessage(send({}, atOnce), callOf(alice))
  await index.flush()
  await whole.sendMessage(send(), callOf(bob))
  await index.flush()
  const continued = collect(whole.streamMessage(send({ taskId: '1' }), callOf(bob)))
  await expect(continued).rejects.toMatchObject({ jsonRpcCode: -32001 })
  await expect(whole.getTask({ id: '1' }, callOf(bob))).rejects.toMatchObject({ jsonRpcCode: -32001 })
  expect((await whole.getTask({ id: '1' }, callOf(alice))).id).toBe('1')
  const { tasks } = await whole.listTasks({ includeArtifacts: true }, callOf(alice))
  expect(tasks[0]?.artifacts?.[0]?.parts[0]?.text).toBe('SECRET')
  expect((await whole.listTasks({}, callOf(bob))).tasks).toEqual([])
})

it('a caller that asks for less of the history does not shorten what is remembered', async () => {
  const history = [{ messageId: 'm', role: 'ROLE_USER', parts: [{ text: 'hi' }] }] as const
  const store = memoryStore()
  const index = createTaskIndex({ store: store.tasks })
  const agent = defineAgent({
    traits: { tasks: true },
    sendMessage: async () => ({ task: { id: 't', contextId: 'c', status: { state: 'TASK_STATE_WORKING' }, history } }),
    getTask: async () => ({ id: 't', contextId: 'c', status: { state: 'TASK_STATE_COMPLETED' } }),
  })
  const whole = complete(agent, { index, upstream: 'main' })
  await whole.sendMessage(send({}, atOnce), callOf(alice))
  expect((await whole.getTask({ id: 't', historyLength: 0 }, callOf(alice))).history).toBeUndefined()
  const { tasks } = await whole.listTasks({ historyLength: 5 }, callOf(alice))
  expect(tasks[0]).toMatchObject({ status: { state: 'TASK_STATE_COMPLETED' }, history })
})
