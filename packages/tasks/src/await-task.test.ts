import type { Agent, Task, TaskState } from '@gateway/core'
import { defineAgent, gatewayError } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { expect, it } from 'vitest'
import { complete } from './complete.ts'
import { alice, callOf, send } from './native-agent.fixture.ts'
import { createTaskIndex } from './task-index.ts'

const taskIn = (state: TaskState, more: Partial<Task> = {}): Task => ({
  id: 't1',
  contextId: 'c1',
  status: { state },
  ...more,
})

/** An agent that never waits: its sends are answered with the first look, and each later look is the next. */
function hasty(...looks: readonly (Task | Error)[]) {
  const asked: { readonly id: string; readonly historyLength?: number }[] = []
  const contexts: (string | undefined)[] = []
  let at = 0
  const look = async (): Promise<Task> => {
    const found = looks[Math.min(at++, looks.length - 1)]
    if (found === undefined || found instanceof Error) throw found ?? new Error('no look')
    return found
  }
  const agent = defineAgent({
    traits: { tasks: true },
    sendMessage: async () => ({ task: await look() }),
    getTask: (request, context) => {
      asked.push(request)
      contexts.push(context.contextId)
      return look()
    },
  })
  return { agent, asked, contexts }
}

const whole = (inner: Agent, totalSeconds?: number) =>
  complete(inner, { index: createTaskIndex({ store: memoryStore().tasks }), upstream: 'u', totalSeconds })

it('waits for a task that was answered before its end', async () => {
  const end = taskIn('TASK_STATE_COMPLETED', { artifacts: [{ artifactId: 'a', parts: [{ text: 'done' }] }] })
  const { agent, asked, contexts } = hasty(taskIn('TASK_STATE_SUBMITTED'), taskIn('TASK_STATE_WORKING'), end)
  const call = callOf(alice)
  const answering = whole(agent)
  expect(await answering.sendMessage(send({}, { configuration: { historyLength: 2 } }), call)).toEqual({ task: end })
  expect(asked).toEqual([
    { id: 't1', historyLength: 2 },
    { id: 't1', historyLength: 2 },
  ])
  expect(contexts).toEqual(['c1', 'c1'])
  expect(call.facts.filter(({ type }) => type === 'repair')).toEqual([{ type: 'repair', repair: 'early-answer' }])
  expect(call.facts.findLast(({ type }) => type === 'task')).toMatchObject({ state: 'TASK_STATE_COMPLETED' })
  expect(await answering.listTasks({}, callOf(alice))).toMatchObject({
    tasks: [{ status: { state: 'TASK_STATE_COMPLETED' } }],
  })
})

it.each<TaskState>([
  'TASK_STATE_INPUT_REQUIRED',
  'TASK_STATE_AUTH_REQUIRED',
  'TASK_STATE_FAILED',
  'TASK_STATE_REJECTED',
  'TASK_STATE_UNSPECIFIED',
])('does not wait beyond %s', async (state) => {
  const { agent, asked } = hasty(taskIn('TASK_STATE_WORKING'), taskIn(state))
  if (state !== 'TASK_STATE_UNSPECIFIED') {
    expect(await whole(agent).sendMessage(send(), callOf(alice))).toMatchObject({ task: { status: { state } } })
    expect(asked).toHaveLength(1)
  }
  const first = hasty(taskIn(state))
  expect(await whole(first.agent).sendMessage(send(), callOf(alice))).toMatchObject({ task: { status: { state } } })
  expect(first.asked).toEqual([])
})

it('returns at once when asked to, and marks nothing', async () => {
  const { agent, asked } = hasty(taskIn('TASK_STATE_SUBMITTED'))
  const call = callOf(alice)
  const answer = await whole(agent).sendMessage(send({}, { configuration: { returnImmediately: true } }), call)
  expect(answer).toMatchObject({ task: { status: { state: 'TASK_STATE_SUBMITTED' } } })
  expect(asked).toEqual([])
  expect(call.facts.filter(({ type }) => type === 'repair')).toEqual([])
})

it('waits no longer than the limit of the agent; the task can be asked for afterwards', async () => {
  const { agent } = hasty(taskIn('TASK_STATE_WORKING'))
  const answering = whole(agent, 0.2)
  await expect(answering.sendMessage(send(), callOf(alice))).rejects.toMatchObject({
    code: 'AGENT_TIMEOUT',
    message: expect.stringMatching(/Task t1 .*0\.2 s.*GetTask/),
  })
  expect(await answering.getTask({ id: 't1' }, callOf(alice))).toMatchObject({ id: 't1' })
})

it('stops asking when the caller leaves', async () => {
  const leaving = new AbortController()
  const { agent, asked } = hasty(taskIn('TASK_STATE_WORKING'))
  const sent = whole(agent).sendMessage(send(), callOf(alice, { signal: leaving.signal }))
  leaving.abort(new Error('left'))
  await expect(sent).rejects.toThrow('left')
  const before = asked.length
  await new Promise((resolve) => setTimeout(resolve, 150))
  expect(asked).toHaveLength(before)
})

it('takes the answer as it is from an agent that cannot be asked for tasks', async () => {
  const { agent } = hasty(taskIn('TASK_STATE_WORKING'), gatewayError('METHOD_NOT_FOUND', 'no such method'))
  expect(await whole(agent).sendMessage(send(), callOf(alice))).toEqual({ task: taskIn('TASK_STATE_WORKING') })
})

it('fails as the agent does when it cannot be reached any more', async () => {
  const { agent } = hasty(taskIn('TASK_STATE_WORKING'), gatewayError('AGENT_UNREACHABLE', 'gone'))
  await expect(whole(agent).sendMessage(send(), callOf(alice))).rejects.toMatchObject({ code: 'AGENT_UNREACHABLE' })
})
