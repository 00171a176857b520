import type { Agent, ErrorCode, StreamResponse, Task, TaskState } from '@gateway/core'
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
const kinds = (events: readonly StreamResponse[]) => events.map((event) => Object.keys(event)[0])
const taskIn = (state: TaskState, more: Partial<Task> = {}): Task => ({
  id: 'task-1',
  contextId: 'c',
  status: { state },
  ...more,
})

describe('an agent that does not stream', () => {
  /** It works for a while: each look at the task finds the next state. */
  function slowAgent(states: readonly TaskState[], traits: { streaming: boolean }, refuse?: () => Error) {
    const asked: unknown[] = []
    let at = 0
    const agent = defineAgent({
      traits,
      sendMessage: async () => ({ task: taskIn(states[0] ?? 'TASK_STATE_WORKING') }),
      getTask: async (request) => {
        asked.push(request)
        at += 1
        return taskIn(states[at] ?? 'TASK_STATE_COMPLETED')
      },
      ...(refuse
        ? {
            // biome-ignore lint/correctness/useYield: it only refuses
            async *streamMessage() {
              throw refuse()
            },
          }
        : {}),
    })
    return { agent, asked }
  }
  const states = ['TASK_STATE_SUBMITTED', 'TASK_STATE_SUBMITTED', 'TASK_STATE_COMPLETED'] as const

  it.each<[string, boolean, (() => Error) | undefined]>([
    ['by its traits', false, undefined],
    ['by answering −32004', true, () => gatewayError('UNSUPPORTED_OPERATION', 'No streaming here.')],
    ['by answering −32601', true, () => gatewayError('AGENT_ERROR', 'No.', { jsonRpc: { code: -32601 } })],
  ])('%s: is sent to, and asked until the task has ended', async (_name, streaming, refuse) => {
    const { agent, asked } = slowAgent(states, { streaming }, refuse)
    const { whole } = completed(agent)
    const context = callOf(alice)
    const events = await collect(whole.streamMessage(send({}, { tenant: 'acme' }), context))
    // What has not changed is not told twice.
    expect(events.map(({ task, statusUpdate }) => (task ?? statusUpdate)?.status.state)).toEqual([
      'TASK_STATE_SUBMITTED',
      'TASK_STATE_COMPLETED',
    ])
    expect(asked).toEqual([
      { tenant: 'acme', id: 'task-1' },
      { tenant: 'acme', id: 'task-1' },
    ])
    expect((await whole.listTasks({}, callOf(alice))).tasks[0]?.status.state).toBe('TASK_STATE_COMPLETED')
    expect(context.facts.findLast(({ type }) => type === 'task')).toMatchObject({ state: 'TASK_STATE_COMPLETED' })
  })

  it('is left alone once the task waits for its caller', async () => {
    const { agent, asked } = slowAgent(['TASK_STATE_INPUT_REQUIRED'], { streaming: false })
    const events = await collect(completed(agent).whole.streamMessage(send(), callOf(alice)))
    expect(kinds(events)).toEqual(['task'])
    expect(asked).toEqual([])
  })

  it('answers with its message, alone', async () => {
    const message = { messageId: 'm', role: 'ROLE_AGENT' as const, parts: [{ text: 'hi' }] }
    const agent = defineAgent({ sendMessage: async () => ({ message }) })
    expect(await collect(completed(agent).whole.streamMessage(send(), callOf(alice)))).toEqual([{ message }])
  })

  it('is not asked any more once the call is over', async () => {
    const { agent, asked } = slowAgent(Array(100).fill('TASK_STATE_WORKING'), { streaming: false })
    const call = new AbortController()
    const stream = completed(agent).whole.streamMessage(send(), callOf(alice, { signal: call.signal }))
    const events = stream[Symbol.asyncIterator]()
    await events.next()
    const next = events.next()
    call.abort(new Error('the caller left'))
    await expect(next).rejects.toThrow()
    expect(asked).toEqual([])
  })

  it.each<ErrorCode>(['AGENT_UNREACHABLE', 'AGENT_TIMEOUT', 'INVALID_PARAMS'])(
    'is not sent to after %s',
    async (code) => {
      let sends = 0
      const agent = defineAgent({
        traits: { streaming: true },
        sendMessage: async () => {
          sends += 1
          return { task: taskIn('TASK_STATE_COMPLETED') }
        },
        // biome-ignore lint/correctness/useYield: it only fails
        async *streamMessage() {
          throw gatewayError(code, 'It failed.')
        },
      })
      const events = collect(completed(agent).whole.streamMessage(send(), callOf(alice)))
      await expect(events).rejects.toMatchObject({ code })
      expect(sends).toBe(0)
    },
  )
})

describe('a stream that begins with an update', () => {
  it('gets its task first', async () => {
    const { whole } = completed(nativeAgent({ taskFirst: false }).agent)
    const events = await collect(whole.streamMessage(send(), callOf(alice)))
    expect(kinds(events).slice(0, 2)).toEqual(['task', 'statusUpdate'])
    expect(events[0]?.task).toMatchObject({
      id: 'task-1',
      contextId: 'context-of-agent-1',
      status: { state: 'TASK_STATE_SUBMITTED' },
    })
    expect(kinds(events).filter((kind) => kind === 'task')).toHaveLength(1)
  })

  it('gets it as it was before, when it goes on with one, and the list loses nothing', async () => {
    const { agent } = nativeAgent({ taskFirst: false, ends: 'TASK_STATE_INPUT_REQUIRED' })
    const { whole } = completed(agent)
    await whole.sendMessage(send(), callOf(alice))
    const events = await collect(whole.streamMessage(send({ taskId: 'task-1', messageId: 'message-2' }), callOf(alice)))
    expect(events[0]?.task).toMatchObject({
      id: 'task-1',
      status: { state: 'TASK_STATE_INPUT_REQUIRED' },
      artifacts: [{ artifactId: 'artifact-1' }],
    })
    const { tasks } = await whole.listTasks({ includeArtifacts: true }, callOf(alice))
    expect(tasks[0]?.artifacts?.map(({ artifactId }) => artifactId)).toEqual(['artifact-1', 'artifact-2'])
  })
})

describe('what is remembered of a stream', () => {
  it('is whose task it is as soon as its id is known', async () => {
    const { whole } = completed(nativeAgent().agent)
    const events = whole.streamMessage(send(), callOf(alice))[Symbol.asyncIterator]()
    await events.next()
    expect((await whole.getTask({ id: 'task-1' }, callOf(alice))).id).toBe('task-1')
    await events.return?.()
  })

  it('is the whole answer, put together', async () => {
    const { whole } = completed(nativeAgent().agent)
    await collect(whole.streamMessage(send(), callOf(alice)))
    const { tasks } = await whole.listTasks({ includeArtifacts: true }, callOf(alice))
    expect(tasks[0]?.artifacts).toEqual([{ artifactId: 'artifact-1', parts: [{ text: 'result' }] }])
    expect(tasks[0]?.status.state).toBe('TASK_STATE_COMPLETED')
  })

  it.each(['left', 'broke'])('is what came until the reader or the agent %s', async (how) => {
    const agent = defineAgent({
      traits: { streaming: true },
      async *streamMessage() {
        yield { task: taskIn('TASK_STATE_WORKING') }
        const artifact = { artifactId: 'a', parts: [{ text: 'half' }] }
        yield { artifactUpdate: { taskId: 'task-1', contextId: 'c', artifact } }
        throw gatewayError('AGENT_UNREACHABLE', 'The connection broke.')
      },
    })
    const { whole } = completed(agent)
    const events = whole.streamMessage(send(), callOf(alice))[Symbol.asyncIterator]()
    await events.next()
    await events.next()
    if (how === 'left') await events.return?.()
    else await expect(events.next()).rejects.toMatchObject({ code: 'AGENT_UNREACHABLE', jsonRpcCode: -32603 })
    const { tasks } = await whole.listTasks({ includeArtifacts: true }, callOf(alice))
    expect(tasks[0]).toMatchObject({
      status: { state: 'TASK_STATE_WORKING' },
      artifacts: [{ parts: [{ text: 'half' }] }],
    })
  })

  it('is told to the record: the assembly, the ids, and every state at the end', async () => {
    const { whole } = completed(nativeAgent().agent)
    const context = callOf(alice)
    await collect(whole.streamMessage(send(), context))
    expect(context.facts.filter(({ type }) => type === 'task')).toEqual([
      { type: 'task', taskId: 'task-1', contextId: 'context-of-agent-1', state: 'TASK_STATE_SUBMITTED' },
      { type: 'task', state: 'TASK_STATE_COMPLETED' },
    ])
    const assembly = context.facts.find((fact) => fact.type === 'assembly')
    expect(assembly?.result()?.task?.artifacts?.[0]?.parts).toEqual([{ text: 'result' }])
  })

  it('is written a few times, however many chunks come', async () => {
    const puts = { 20: 0, 2000: 0 }
    for (const chunks of [20, 2_000] as const) {
      const agent = defineAgent({
        traits: { streaming: true },
        async *streamMessage() {
          yield { task: taskIn('TASK_STATE_SUBMITTED') }
          for (let index = 0; index < chunks; index++) {
            // Each chunk with a status, as many agents do.
            yield { statusUpdate: { taskId: 'task-1', contextId: 'c', status: { state: 'TASK_STATE_WORKING' } } }
            const artifact = { artifactId: 'a', parts: [{ text: 'x' }] }
            yield { artifactUpdate: { taskId: 'task-1', contextId: 'c', artifact, append: index > 0 } }
          }
          yield { statusUpdate: { taskId: 'task-1', contextId: 'c', status: { state: 'TASK_STATE_COMPLETED' } } }
        },
      })
      const index = createTaskIndex({ store: memoryStore().tasks })
      const counting = {
        ...index,
        putTask: (entry: Parameters<typeof index.putTask>[0]) => {
          puts[chunks] += 1
          index.putTask(entry)
        },
      }
      const whole = complete(agent, { index: counting, upstream: 'main' })
      await collect(whole.streamMessage(send(), callOf(alice)))
      expect(
        (await whole.listTasks({ includeArtifacts: true }, callOf(alice))).tasks[0]?.artifacts?.[0]?.parts,
      ).toEqual([{ text: 'x'.repeat(chunks) }])
    }
    expect(puts[2_000]).toBe(puts[20])
    expect(puts[20]).toBeLessThan(6)
  })
})

describe('the reader', () => {
  it('releases the agent when it leaves early', async () => {
    const { agent, released } = nativeAgent()
    const { whole } = completed(agent)
    for await (const event of whole.streamMessage(send(), callOf(alice))) {
      expect(event.task).toBeDefined()
      break
    }
    expect(released).toEqual(['task-1'])
  })

  it('is not ahead of itself: the agent is asked for an event when the reader wants one', async () => {
    let given = 0
    const agent = defineAgent({
      traits: { streaming: true },
      async *streamMessage() {
        for (; given < 10; ) {
          given += 1
          yield { task: taskIn('TASK_STATE_WORKING') }
        }
      },
    })
    const events = completed(agent).whole.streamMessage(send(), callOf(alice))[Symbol.asyncIterator]()
    expect(given).toBe(0)
    await events.next()
    await events.next()
    expect(given).toBe(2)
    await events.return?.()
  })
})

it('passes an error of the agent on as it is, on every path', async () => {
  const error = gatewayError('AGENT_ERROR', 'Out of paper.', { jsonRpc: { code: -31_999, data: { tray: 2 } } })
  const fails = () => Promise.reject(error)
  const native = nativeAgent({ ends: 'TASK_STATE_INPUT_REQUIRED' })
  const { whole, index } = completed(native.agent)
  await whole.sendMessage(send(), callOf(alice))
  const broken = complete(
    defineAgent({
      traits: native.agent.traits,
      sendMessage: fails,
      getTask: fails,
      cancelTask: fails,
      createTaskPushNotificationConfig: fails,
      getExtendedAgentCard: fails,
      getAgentCard: fails,
      // biome-ignore lint/correctness/useYield: it only fails
      async *streamMessage() {
        throw error
      },
      // biome-ignore lint/correctness/useYield: it only fails
      async *subscribeToTask() {
        throw error
      },
    }),
    { index, upstream: 'main' },
  )
  const context = callOf(alice)
  const [id, url] = ['task-1', 'https://hooks.example']
  await expect(broken.sendMessage(send(), context)).rejects.toBe(error)
  await expect(collect(broken.streamMessage(send(), context))).rejects.toBe(error)
  await expect(broken.getTask({ id }, context)).rejects.toBe(error)
  await expect(broken.cancelTask({ id }, context)).rejects.toBe(error)
  await expect(collect(broken.subscribeToTask({ id }, context))).rejects.toBe(error)
  await expect(broken.createTaskPushNotificationConfig({ taskId: id, url }, context)).rejects.toBe(error)
  await expect(broken.getExtendedAgentCard({}, context)).rejects.toBe(error)
  await expect(broken.getAgentCard(context)).rejects.toBe(error)
})
