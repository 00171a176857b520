import type { Agent, StreamResponse, Task, TaskState } from '@gateway/core'
import { defineAgent, gatewayError } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { describe, expect, it } from 'vitest'
import { complete } from './complete.ts'
import { alice, callOf, collect, send } from './native-agent.fixture.ts'
import { createTaskIndex } from './task-index.ts'

const ids = { taskId: 'task-1', contextId: 'c' }
const taskIn = (state: TaskState, more: Partial<Task> = {}): Task => ({
  id: 'task-1',
  contextId: 'c',
  status: { state },
  ...more,
})

/** Its streams end after a piece of the answer; then the task is as `looks` say. */
function hastyAgent(looks: readonly (Task | Error)[]) {
  const asked: unknown[] = []
  const early = async function* (): AsyncGenerator<StreamResponse> {
    yield { task: taskIn('TASK_STATE_WORKING') }
    yield { artifactUpdate: { ...ids, artifact: { artifactId: 'a', parts: [{ text: 'one ' }] }, append: false } }
  }
  const agent = defineAgent({
    traits: { streaming: true, tasks: true },
    streamMessage: early,
    subscribeToTask: early,
    async getTask(request, { contextId }) {
      asked.push({ ...request, contextId })
      const look = looks[asked.length - 1]
      if (look instanceof Error) throw look
      return look ?? taskIn('TASK_STATE_WORKING')
    },
  })
  return { agent, asked }
}
const completed = (agent: Agent) =>
  complete(agent, { index: createTaskIndex({ store: memoryStore().tasks }), upstream: 'main' })
const whole = [{ artifactId: 'a', parts: [{ text: 'one two' }] }]
const finished = taskIn('TASK_STATE_COMPLETED', { artifacts: whole })

describe('a stream that ends before its task', () => {
  it('goes on with what the task becomes, and the agent is marked', async () => {
    const { agent, asked } = hastyAgent([taskIn('TASK_STATE_WORKING', { artifacts: whole }), finished])
    const context = callOf(alice)
    const events = await collect(completed(agent).streamMessage(send({}, { tenant: 'acme' }), context))
    expect(events.slice(2)).toEqual([
      { artifactUpdate: { ...ids, artifact: whole[0], append: false, lastChunk: true } },
      { statusUpdate: { ...ids, status: { state: 'TASK_STATE_COMPLETED' } } },
    ])
    expect(asked[0]).toEqual({ tenant: 'acme', id: 'task-1', contextId: 'c' })
    expect(context.facts).toContainEqual({ type: 'repair', repair: 'early-end' })
    expect(context.facts.findLast(({ type }) => type === 'task')).toMatchObject({ state: 'TASK_STATE_COMPLETED' })
  })

  it('so does one that was joined', async () => {
    const { agent } = hastyAgent([finished])
    const agents = completed(agent)
    // What nobody waited for is known from here on.
    await collect(agents.streamMessage(send({}, { configuration: { returnImmediately: true } }), callOf(alice)))
    const events = await collect(agents.subscribeToTask({ id: 'task-1' }, callOf(alice)))
    expect(events.at(-1)?.statusUpdate?.status.state).toBe('TASK_STATE_COMPLETED')
  })

  it('and is left as it is where its caller does not wait, or the agent cannot be asked', async () => {
    const { agent, asked } = hastyAgent([])
    const hasty = { configuration: { returnImmediately: true } }
    expect(await collect(completed(agent).streamMessage(send({}, hasty), callOf(alice)))).toHaveLength(2)
    expect(asked).toEqual([])
    const silent = hastyAgent([gatewayError('UNSUPPORTED_OPERATION', 'No tasks here.')])
    expect(await collect(completed(silent.agent).streamMessage(send(), callOf(alice)))).toHaveLength(2)
    const broken = hastyAgent([gatewayError('AGENT_UNREACHABLE', 'It is gone.')])
    await expect(collect(completed(broken.agent).streamMessage(send(), callOf(alice)))).rejects.toThrow('It is gone.')
  })

  it('ends with its caller', async () => {
    const { agent } = hastyAgent([])
    const stop = new AbortController()
    const reading = collect(completed(agent).streamMessage(send(), callOf(alice, { signal: stop.signal })))
    setTimeout(() => stop.abort(new Error('left')), 100)
    await expect(reading).rejects.toThrow('left')
  })
})
