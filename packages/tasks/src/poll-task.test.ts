import type { Task, TaskState } from '@gateway/core'
import { createAssembly, defineAgent, gatewayError } from '@gateway/core'
import { expect, it } from 'vitest'
import { alice, callOf, collect } from './native-agent.fixture.ts'
import { pollTask } from './poll-task.ts'

const taskIn = (state: TaskState, texts: Readonly<Record<string, string>> = {}): Task => ({
  id: 'task-1',
  contextId: 'c',
  status: { state },
  artifacts: Object.entries(texts).map(([artifactId, text]) => ({ artifactId, parts: [{ text }] })),
})

/** An agent that shows the next task each time it is asked. */
function agentOf(...looks: readonly (Task | Error)[]) {
  const asked: unknown[] = []
  const agent = defineAgent({
    getTask: async (request) => {
      const look = looks[asked.length]
      asked.push(request)
      if (look instanceof Error || look === undefined) throw look ?? new Error('asked once too often')
      return look
    },
  })
  return { agent, asked }
}

it('tells the task once, then what has changed, the state last', async () => {
  const start = taskIn('TASK_STATE_WORKING', { a: 'old' })
  const end = taskIn('TASK_STATE_COMPLETED', { a: 'old', b: 'new' })
  const { agent, asked } = agentOf(start, end)
  const events = await collect(pollTask(agent, { tenant: 'acme', id: 'task-1' }, start, callOf(alice)))
  const ids = { taskId: 'task-1', contextId: 'c' }
  expect(events).toEqual([
    { task: start },
    {
      artifactUpdate: {
        ...ids,
        artifact: { artifactId: 'b', parts: [{ text: 'new' }] },
        append: false,
        lastChunk: true,
      },
    },
    { statusUpdate: { ...ids, status: { state: 'TASK_STATE_COMPLETED' } } },
  ])
  expect(asked).toEqual([
    { tenant: 'acme', id: 'task-1' },
    { tenant: 'acme', id: 'task-1' },
  ])
})

it('adds up to the task as it ended', async () => {
  const start = taskIn('TASK_STATE_SUBMITTED', { a: 'one' })
  const end = taskIn('TASK_STATE_INPUT_REQUIRED', { a: 'one two', b: 'three' })
  const { agent } = agentOf(taskIn('TASK_STATE_WORKING', { a: 'one two' }), end)
  const assembly = createAssembly()
  for await (const event of pollTask(agent, { id: 'task-1' }, start, callOf(alice))) assembly.add(event)
  expect(assembly.result()).toEqual({ task: end })
})

it('passes on why the agent could not be asked', async () => {
  const error = gatewayError('AGENT_UNREACHABLE', 'It is away.')
  const { agent } = agentOf(error)
  const events = collect(pollTask(agent, { id: 'task-1' }, taskIn('TASK_STATE_WORKING'), callOf(alice)))
  await expect(events).rejects.toBe(error)
})

it('ends with the reason for which the call ended, at once', async () => {
  const { agent, asked } = agentOf()
  const call = new AbortController()
  const context = callOf(alice, { signal: call.signal })
  const events = pollTask(agent, { id: 'task-1' }, taskIn('TASK_STATE_WORKING'), context)
  await events.next()
  const next = events.next()
  const left = gatewayError('CANCELED', 'The caller left.')
  call.abort(left)
  await expect(next).rejects.toBe(left)
  expect(asked).toEqual([])
})
