import { around, defineAgent, sessionIdOf } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { describe, expect, it } from 'vitest'
import { complete } from './complete.ts'
import { alice, bob, callOf, collect, type NativeAgentOptions, nativeAgent, send } from './native-agent.fixture.ts'
import { createTaskIndex } from './task-index.ts'

function completed(options: NativeAgentOptions = {}, contexts?: 'isolate' | 'pass') {
  const native = nativeAgent({ ends: 'TASK_STATE_INPUT_REQUIRED', ...options })
  const store = memoryStore()
  const index = createTaskIndex({ store: store.tasks })
  const whole = complete(native.agent, { index, upstream: 'main', ...(contexts ? { contexts } : {}) })
  const sentContexts = () => native.sent.map(({ message }) => message.contextId)
  return { ...native, store, index, whole, sentContexts }
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/

describe('a contextId that the caller made up', () => {
  it('goes to the agent as a derived one, the same every time', async () => {
    const { whole, sentContexts } = completed()
    await whole.sendMessage(send({ contextId: 'talk' }), callOf(alice))
    await whole.sendMessage(send({ contextId: 'talk' }), callOf(alice))
    await collect(whole.streamMessage(send({ contextId: 'talk' }), callOf(alice)))
    const [first, ...others] = sentContexts()
    expect(first).toMatch(UUID)
    expect(others).toEqual([first, first])
  })

  it('is told from the same one of another owner and of another agent', async () => {
    const { whole, sentContexts } = completed()
    await whole.sendMessage(send({ contextId: 'talk' }), callOf(alice))
    await whole.sendMessage(send({ contextId: 'talk' }), callOf(bob))
    await whole.sendMessage(send({ contextId: 'talk' }), callOf(alice, { agent: { id: 'agent-2', name: 'b' } }))
    expect(new Set(sentContexts()).size).toBe(3)
  })

  it('comes back everywhere in the answer of a send', async () => {
    const { whole, sentContexts } = completed()
    const context = callOf(alice)
    const answer = await whole.sendMessage(send({ contextId: 'talk' }), context)
    const [derived] = sentContexts()
    expect(answer.task?.contextId).toBe('talk')
    expect(answer.task?.status.message?.contextId).toBe('talk')
    expect(answer.task?.history?.map(({ contextId }) => contextId)).toEqual(['talk'])
    expect(JSON.stringify(answer)).not.toContain(derived)
    expect(context.facts).toContainEqual(expect.objectContaining({ type: 'task', taskId: 'task-1', contextId: 'talk' }))
    expect(JSON.stringify(context.facts)).not.toContain(derived)
  })

  it.each([true, false])('comes back in every event of a stream (the task first: %s)', async (taskFirst) => {
    const { whole, sentContexts } = completed({ taskFirst })
    const context = callOf(alice)
    const events = await collect(whole.streamMessage(send({ contextId: 'talk' }), context))
    const [derived] = sentContexts()
    expect(events.map((event) => Object.keys(event)[0])).toEqual([
      'task',
      'statusUpdate',
      'artifactUpdate',
      'artifactUpdate',
      'artifactUpdate',
      'statusUpdate',
    ])
    for (const { task, statusUpdate, artifactUpdate } of events) {
      expect((task ?? statusUpdate ?? artifactUpdate)?.contextId).toBe('talk')
    }
    expect(events[1]?.statusUpdate?.status.message?.contextId).toBe('talk')
    expect(JSON.stringify(events)).not.toContain(derived)
    expect(JSON.stringify(context.facts)).not.toContain(derived)
  })

  it('comes back in a message that answers without a task', async () => {
    const agent = defineAgent({
      traits: { streaming: true },
      sendMessage: async ({ message }) => ({ message: { ...message, role: 'ROLE_AGENT' } }),
      async *streamMessage({ message }) {
        yield { message: { ...message, role: 'ROLE_AGENT' } }
      },
    })
    const whole = complete(agent, { index: createTaskIndex({ store: memoryStore().tasks }), upstream: 'main' })
    const context = callOf(alice)
    expect((await whole.sendMessage(send({ contextId: 'talk' }), context)).message?.contextId).toBe('talk')
    const events = await collect(whole.streamMessage(send({ contextId: 'talk' }), callOf(alice)))
    expect(events.map(({ message }) => message?.contextId)).toEqual(['talk'])
    expect(context.facts).toContainEqual({ type: 'task', contextId: 'talk' })
  })

  it('comes back from get, cancel, list and subscribe, also at a gateway that has just started', async () => {
    const { whole, agent, store, index, sentContexts } = completed()
    await whole.sendMessage(send({ contextId: 'talk' }), callOf(alice))
    await index.flush()
    const restarted = complete(agent, { index: createTaskIndex({ store: store.tasks }), upstream: 'main' })
    const answers = [
      await restarted.getTask({ id: 'task-1' }, callOf(alice)),
      (await collect(restarted.subscribeToTask({ id: 'task-1' }, callOf(alice))))[0]?.task,
      (await restarted.listTasks({ contextId: 'talk' }, callOf(alice))).tasks[0],
      await restarted.cancelTask({ id: 'task-1' }, callOf(alice)),
    ]
    expect(answers.map((task) => task?.contextId)).toEqual(['talk', 'talk', 'talk', 'talk'])
    expect(JSON.stringify(answers)).not.toContain(sentContexts()[0])
  })

  it('is continued with the task: named or left out, the agent gets the derived one or none', async () => {
    const { whole, sentContexts } = completed()
    await whole.sendMessage(send({ contextId: 'talk' }), callOf(alice))
    const named = await whole.sendMessage(send({ contextId: 'talk', taskId: 'task-1' }), callOf(alice))
    const unnamed = await whole.sendMessage(send({ taskId: 'task-1' }), callOf(alice))
    const [derived] = sentContexts()
    expect(sentContexts()).toEqual([derived, derived, undefined])
    expect([named.task?.contextId, unnamed.task?.contextId]).toEqual(['talk', 'talk'])
  })

  it('does not show the derived one when the agent moves the task to a context of its own', async () => {
    const agent = defineAgent({
      sendMessage: async ({ message }) => ({
        task: {
          id: 'task-1',
          contextId: 'moved',
          status: { state: 'TASK_STATE_INPUT_REQUIRED' },
          history: [message],
        },
      }),
    })
    const whole = complete(agent, { index: createTaskIndex({ store: memoryStore().tasks }), upstream: 'main' })
    const { task } = await whole.sendMessage(send({ contextId: 'talk' }), callOf(alice))
    expect([task?.contextId, task?.history?.[0]?.contextId]).toEqual(['moved', 'talk'])
  })
})

describe('a context that the agent made', () => {
  it('goes as it is on a follow-up of its owner, also after a restart', async () => {
    const { whole, agent, store, index, sentContexts } = completed()
    const { task } = await whole.sendMessage(send(), callOf(alice))
    expect(task?.contextId).toBe('context-of-agent-1')
    await whole.sendMessage(send({ contextId: 'context-of-agent-1' }), callOf(alice))
    await index.flush()
    const restarted = complete(agent, { index: createTaskIndex({ store: store.tasks }), upstream: 'main' })
    await restarted.sendMessage(send({ contextId: 'context-of-agent-1' }), callOf(alice))
    expect(sentContexts()).toEqual([undefined, 'context-of-agent-1', 'context-of-agent-1'])
  })

  it('goes as it is after a stream', async () => {
    const { whole, sentContexts } = completed()
    await collect(whole.streamMessage(send(), callOf(alice)))
    await whole.sendMessage(send({ contextId: 'context-of-agent-1' }), callOf(alice))
    expect(sentContexts()).toEqual([undefined, 'context-of-agent-1'])
  })

  it('goes as a derived one from anybody else', async () => {
    const { whole, sentContexts } = completed()
    await whole.sendMessage(send(), callOf(alice))
    const { task } = await whole.sendMessage(send({ contextId: 'context-of-agent-1' }), callOf(bob))
    expect(sentContexts()[1]).toMatch(UUID)
    expect(task?.contextId).toBe('context-of-agent-1')
  })

  it('is shared by a team', async () => {
    const { whole, sentContexts } = completed()
    await whole.sendMessage(send(), callOf({ keyId: 'k1', teamId: 't' }))
    await whole.sendMessage(
      send({ contextId: 'context-of-agent-1' }),
      callOf({ keyId: 'k2', userId: 'u', teamId: 't' }),
    )
    expect(sentContexts()).toEqual([undefined, 'context-of-agent-1'])
  })
})

describe('contexts: pass', () => {
  it('sends the contextId as it is and changes nothing in the answer', async () => {
    const { whole, tasks, sentContexts } = completed({}, 'pass')
    const answer = await whole.sendMessage(send({ contextId: 'talk' }), callOf(alice))
    expect(sentContexts()).toEqual(['talk'])
    // The very object: what is not changed can be sent on as it was read.
    expect(answer.task).toBe(tasks.get('task-1'))
  })

  it('still keeps tasks to their owners', async () => {
    const { whole } = completed({}, 'pass')
    await whole.sendMessage(send({ contextId: 'talk' }), callOf(alice))
    await expect(whole.getTask({ id: 'task-1' }, callOf(bob))).rejects.toMatchObject({ code: 'TASK_NOT_FOUND' })
  })
})

it('sends what it does not change as the very object it got, both ways', async () => {
  const { whole, heard, tasks } = completed()
  const request = send()
  const answer = await whole.sendMessage(request, callOf(alice))
  expect(heard[0]?.request).toBe(request)
  expect(answer.task).toBe(tasks.get('task-1'))
  expect(await whole.getTask({ id: 'task-1' }, callOf(alice))).toBe(tasks.get('task-1'))
})

it('tells the agent the conversation of a task, where the request names the task alone', async () => {
  const { agent } = nativeAgent({ ends: 'TASK_STATE_INPUT_REQUIRED' })
  const told: (string | undefined)[] = []
  const listening = around(agent, {
    unary(operation, request, context, next) {
      told.push(`${operation} ${context.contextId}`)
      return next(request, context)
    },
    stream(operation, request, context, next) {
      told.push(`${operation} ${context.contextId}`)
      return next(request, context)
    },
  })
  const whole = complete(listening, { index: createTaskIndex({ store: memoryStore().tasks }), upstream: 'u' })
  await whole.sendMessage(send({ contextId: 'mine' }), callOf(alice))
  const theirs = sessionIdOf(alice, 'agent-1', 'mine')
  await whole.sendMessage(send({ taskId: 'task-1' }), callOf(alice))
  await collect(whole.streamMessage(send({ taskId: 'task-1' }), callOf(alice)))
  await collect(whole.subscribeToTask({ id: 'task-1' }, callOf(alice)))
  await whole.getTask({ id: 'task-1' }, callOf(alice))
  await whole.cancelTask({ id: 'task-1' }, callOf(alice))
  const later = ['sendMessage', 'streamMessage', 'subscribeToTask', 'getTask', 'cancelTask']
  expect(told).toEqual(['sendMessage undefined', ...later.map((name) => `${name} ${theirs}`)])
})
