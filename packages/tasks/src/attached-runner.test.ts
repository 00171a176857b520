import type { Agent, RunEvent, StreamResponse, TaskState } from '@gateway/core'
import { createCallContext, defineAgent, gatewayError } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { attachedRunner } from './attached-runner.ts'

const ids = { taskId: 'theirs', contextId: 'their-context' }
const context = createCallContext({ owner: { keyId: 'k' } })
const turn = {
  message: {
    messageId: 'm',
    role: 'ROLE_USER' as const,
    parts: [{ text: 'hi' }],
    taskId: 'ours',
    contextId: 'ours-too',
    referenceTaskIds: ['ours-before'],
  },
  runId: 'run',
  taskId: 'ours',
  contextId: 'ours-too',
  sessionId: 'derived',
}
const collect = async (events: AsyncIterable<RunEvent> | undefined) => {
  const all: RunEvent[] = []
  for await (const event of events ?? []) all.push(event)
  return all
}
const status = (state: TaskState, said?: string): StreamResponse => ({
  statusUpdate: {
    ...ids,
    status: {
      state,
      ...(said === undefined ? {} : { message: { messageId: 's', role: 'ROLE_AGENT', parts: [{ text: said }] } }),
    },
  },
})
const piece = (text: string, append: boolean): StreamResponse => ({
  artifactUpdate: { ...ids, artifact: { artifactId: 'a', parts: [{ text }] }, append },
})

/** An agent that streams this, and remembers what it was asked. */
function streaming(events: readonly StreamResponse[], more: Partial<Agent> = {}) {
  const asked: unknown[] = []
  const agent = defineAgent({
    traits: { tasks: true, streaming: true },
    async *streamMessage(request, { contextId }) {
      asked.push({ request, contextId })
      yield* events
    },
    ...more,
  })
  return { runner: attachedRunner(agent, { contexts: 'isolate' }), asked }
}

describe('a turn of an agent that keeps its own tasks', () => {
  it('is sent in its words for task and conversation, and told as a run', async () => {
    const { runner, asked } = streaming([
      { task: { id: 'theirs', contextId: 'their-context', status: { state: 'TASK_STATE_SUBMITTED' } } },
      status('TASK_STATE_WORKING', 'on it'),
      piece('one ', false),
      piece('two', true),
      status('TASK_STATE_COMPLETED', 'done so'),
    ])
    expect(await collect(runner.run(turn, context))).toMatchObject([
      { type: 'session', session: { contextId: 'their-context' } },
      { type: 'started', ref: { taskId: 'theirs', contextId: 'their-context' } },
      { type: 'progress', parts: [{ text: 'on it' }] },
      { type: 'text', artifactId: 'a', text: 'one ' },
      { type: 'text', artifactId: 'a', text: 'two' },
      { type: 'progress', parts: [{ text: 'done so' }] },
      { type: 'done' },
    ])
    const message = { messageId: 'm', role: 'ROLE_USER', parts: [{ text: 'hi' }], contextId: 'derived' }
    expect(asked).toEqual([{ request: { message }, contextId: 'derived' }])
    await collect(runner.run({ ...turn, session: { contextId: 'their-context' } }, context))
    expect(asked[1]).toMatchObject({ request: { message: { contextId: 'their-context' } } })
  })

  it.each<[TaskState, object]>([
    ['TASK_STATE_REJECTED', { type: 'rejected', parts: [{ text: 'no' }] }],
    ['TASK_STATE_CANCELED', { type: 'canceled' }],
    ['TASK_STATE_FAILED', { type: 'failed', error: { code: 'AGENT_ERROR', message: 'no' } }],
    ['TASK_STATE_AUTH_REQUIRED', { type: 'auth-required', parts: [{ text: 'no' }], resume: ids }],
  ])('%s ends the run as what it is', async (state, told) => {
    const { runner } = streaming([status(state, 'no')])
    expect((await collect(runner.run(turn, context))).at(-1)).toMatchObject(told)
  })

  it('a bare message is an answer', async () => {
    const message = { messageId: 'r', role: 'ROLE_AGENT' as const, parts: [{ text: 'well' }] }
    const { runner } = streaming([{ message }])
    expect(await collect(runner.run(turn, context))).toMatchObject([
      { type: 'text', artifactId: 'run', text: 'well', last: true },
      { type: 'done' },
    ])
  })

  it('an answered question that is shown once more is not asked again, a new one is', async () => {
    const question = (text: string): StreamResponse => ({
      task: {
        id: 'theirs',
        contextId: 'their-context',
        status: {
          state: 'TASK_STATE_INPUT_REQUIRED',
          message: { messageId: 'q', role: 'ROLE_AGENT', parts: [{ text }] },
        },
        artifacts: [{ artifactId: 'a', parts: [{ text: 'one ' }] }],
      },
    })
    const first = await collect(streaming([piece('one ', false), question('which?')]).runner.run(turn, context))
    const asked = first.at(-1)
    expect(asked).toMatchObject({ type: 'input-required', parts: [{ text: 'which?' }] })
    const resume = asked !== undefined && 'resume' in asked ? asked.resume : null
    const going = streaming([question('which?'), piece('two', true), status('TASK_STATE_COMPLETED')])
    const second = await collect(going.runner.run({ ...turn, resume }, context))
    expect(second.map((event) => ('text' in event ? event.text : event.type))).toEqual([
      'session',
      'started',
      'two',
      'done',
    ])
    expect(going.asked).toMatchObject([{ request: { message: { taskId: 'theirs', contextId: 'their-context' } } }])
    const again = await collect(streaming([question('and this?')]).runner.run({ ...turn, resume }, context))
    expect(again.at(-1)).toMatchObject({ type: 'input-required', parts: [{ text: 'and this?' }] })
  })
})

describe('a run that is joined again', () => {
  const whole = {
    id: 'theirs',
    contextId: 'their-context',
    status: { state: 'TASK_STATE_COMPLETED' as const },
    artifacts: [{ artifactId: 'a', parts: [{ text: 'one two three' }] }],
  }
  it('goes on behind its cursor, by its stream or where it has ended by asking for it', async () => {
    const begun = await collect(streaming([piece('one ', false)]).runner.run(turn, context))
    const told = begun.find((event) => event.type === 'text')
    const ended = gatewayError('UNSUPPORTED_OPERATION', 'It has ended.')
    const joined = streaming([], {
      async *subscribeToTask() {
        yield { task: { ...whole, status: { state: 'TASK_STATE_WORKING' } } }
        yield status('TASK_STATE_COMPLETED')
      },
    })
    const asked = streaming([], {
      // biome-ignore lint/correctness/useYield: it only refuses
      async *subscribeToTask() {
        throw ended
      },
      getTask: async () => whole,
    })
    for (const { runner } of [joined, asked]) {
      const rest = await collect(runner.resume?.(ids, told?.cursor, context))
      expect(rest.map((event) => ('text' in event ? event.text : event.type))).toEqual(['two three', 'done'])
    }
  })

  it('is canceled at the agent', async () => {
    const canceled: unknown[] = []
    const { runner } = streaming([], {
      async cancelTask(request, { contextId }) {
        canceled.push({ ...request, contextId })
        return { ...whole, status: { state: 'TASK_STATE_CANCELED' } }
      },
    })
    await runner.cancel?.(ids, context)
    expect(canceled).toEqual([{ id: 'theirs', contextId: 'their-context' }])
  })
})
