import type { RunEvent, Runner, Store } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { onEachStore } from './stores.fixture.ts'
import { callOf, engineOn, say, stateOf, textIn } from './test-runner.fixture.ts'

const away = () => gatewayError('AGENT_UNREACHABLE', 'The vendor is away.', { retryable: true })

/** What becomes of an answer. */
const ENDS: Record<string, () => AsyncGenerator<RunEvent>> = {
  async *away() {
    yield { type: 'progress' }
    throw away()
  },
  async *busy() {
    yield { type: 'failed', error: away() }
  },
  async *begun() {
    yield { type: 'started', ref: 'run' }
    throw away()
  },
  async *refused() {
    yield { type: 'failed', error: gatewayError('AGENT_ERROR', 'No.') }
  },
  async *there() {
    yield { type: 'text', artifactId: 'a', text: 'thanks' }
    yield { type: 'done' }
  },
}

/** Asks, and has these answers end one way after the other. */
function asking(type: 'input-required' | 'auth-required', ends: readonly string[]) {
  const left = [...ends]
  const resumes: unknown[] = []
  const runner: Runner = {
    async *run(turn) {
      if (turn.resume === undefined) {
        yield { type, parts: [{ text: 'which one?' }, { data: { id: 1 } }], resume: { question: 1 } }
        return
      }
      resumes.push(turn.resume)
      yield* ENDS[left.shift() ?? '']?.() ?? []
    },
  }
  return { runner, resumes }
}

onEachStore((open) => {
  let store: Store
  beforeEach(async () => {
    store = await open()
  })
  afterEach(() => store[Symbol.asyncDispose]())

  describe.each([
    ['input-required', 'TASK_STATE_INPUT_REQUIRED'],
    ['auth-required', 'TASK_STATE_AUTH_REQUIRED'],
  ] as const)('an answer to what is %s', (type, state) => {
    it('that does not get to the agent is asked for once more, as often as need be', async () => {
      const { runner, resumes } = asking(type, ['away', 'busy', 'there'])
      const { agent, engine } = engineOn(store, runner)
      await using _ = engine
      const taskId = (await agent.sendMessage(say('go'), callOf())).task?.id ?? ''
      for (const _end of ['away', 'busy']) {
        const { task } = await agent.sendMessage(say('this one', { taskId }), callOf())
        expect(task?.status.state).toBe(state)
        expect(task?.status.message?.parts).toEqual([
          { text: 'The vendor is away. Answer once more.', metadata: { undelivered: true } },
          { text: 'which one?' },
          { data: { id: 1 } },
        ])
      }
      const { task } = await agent.sendMessage(say('this one', { taskId }), callOf())
      expect([task?.status.state, textIn(task)]).toEqual(['TASK_STATE_COMPLETED', 'thanks'])
      expect(resumes).toEqual(Array(3).fill({ question: 1 }))
    })

    it.each(['begun', 'refused'])('that the agent has %s is not: the task fails', async (end) => {
      const { runner } = asking(type, [end])
      const { agent, engine } = engineOn(store, runner)
      await using _ = engine
      const taskId = (await agent.sendMessage(say('go'), callOf())).task?.id ?? ''
      expect(stateOf(await agent.sendMessage(say('this', { taskId }), callOf()))).toBe('TASK_STATE_FAILED')
    })
  })
})
