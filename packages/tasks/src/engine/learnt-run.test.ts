import type { RunEvent, StoredRun } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { LearntRun } from './learnt-run.ts'

const run: StoredRun = {
  agentId: 'agent-1',
  taskId: 'task-1',
  turn: 1,
  runId: 'run-1',
  owner: { keyId: 'key-1' },
  contextId: 'context-1',
  requestId: 'request-1',
  attempts: 1,
  startedAt: '2026-01-02T03:04:05.678Z',
}

function learnt(events: readonly RunEvent[], cost = { perCall: 0.5, perOutputToken: 0.25 }) {
  const learning = new LearntRun(run, () => cost)
  const changes = events.map((event) => learning.learn(event))
  return { row: learning.row, changes }
}

describe('LearntRun', () => {
  it('keeps where the run is, what it took and how it ended', () => {
    const { row } = learnt([
      { type: 'started', ref: { id: 'r' }, cursor: '1' },
      { type: 'text', artifactId: 'a', text: 'x', cursor: '2' },
      { type: 'usage', usage: { outputTokens: 2 } },
      { type: 'usage', usage: { outputTokens: 4 } },
      { type: 'done' },
    ])
    expect(row).toMatchObject({
      ref: { id: 'r' },
      cursor: '2',
      usage: { outputTokens: 6 },
      cost: 2,
      state: 'TASK_STATE_COMPLETED',
      endedAt: expect.any(String),
    })
  })

  it('keeps what a question is answered with', () => {
    const { row } = learnt([{ type: 'input-required', parts: [{ text: 'name?' }], resume: { at: 3 } }])
    expect(row).toMatchObject({ resume: { at: 3 }, state: 'TASK_STATE_INPUT_REQUIRED' })
  })

  it('charges nothing for what the vendor never took up', () => {
    const { row } = learnt([{ type: 'failed', error: gatewayError('AGENT_UNREACHABLE', 'Nothing listens.') }])
    expect(row.cost).toBeUndefined()
    expect(row.state).toBe('TASK_STATE_FAILED')
  })

  it('charges for a run whose name at the vendor is null', () => {
    expect(learnt([{ type: 'started', ref: null }, { type: 'canceled' }]).row.cost).toBe(0.5)
  })

  it('guesses the tokens of what was asked and said, where they have a price and none are reported', () => {
    const learning = new LearntRun(run, () => ({ perOutputToken: 1 }), [{ text: 'x'.repeat(8) }])
    learning.learn({ type: 'started', ref: null })
    for (const text of ['ab', 'cd', 'efgh']) learning.learn({ type: 'text', artifactId: 'a', text })
    learning.learn({ type: 'part', artifactId: 'b', part: { text: 'i' } })
    learning.learn({ type: 'done' })
    expect(learning.row).toMatchObject({ usage: { inputTokens: 2, outputTokens: 3, estimated: true }, cost: 3 })
  })

  it('charges what the upstream costs that finished, and the seconds since it began', () => {
    const learning = new LearntRun(run, (upstream) => (upstream === 'two' ? { perSecond: 1 } : { perCall: 5 }))
    learning.at('one')
    learning.at('two')
    learning.learn({ type: 'started', ref: null })
    learning.learn({ type: 'done' })
    const { endedAt = '', startedAt, cost } = learning.row
    expect(cost).toBeCloseTo((Date.parse(endedAt) - Date.parse(startedAt)) / 1_000, 3)
  })

  it('says when nothing of the run itself has changed', () => {
    const { changes } = learnt([
      { type: 'text', artifactId: 'a', text: 'x' },
      { type: 'text', artifactId: 'a', text: 'x', cursor: '1' },
      { type: 'session', session: { id: 's' } },
    ])
    expect(changes).toEqual([false, true, false])
  })
})
