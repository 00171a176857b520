import type { RunWrite, StoredRun, TurnStart } from '@gateway/core'
import { sampleTask } from './samples.ts'

const TIME = '2026-01-02T03:04:05.006Z'

/** The first run of a task. */
export function sampleRun(taskId: string, fields: Partial<StoredRun> = {}): StoredRun {
  const { turn = 1 } = fields
  return {
    agentId: 'runs',
    taskId,
    turn,
    runId: `${taskId}/${turn}`,
    owner: { keyId: 'key-1' },
    contextId: 'context-1',
    requestId: 'request-1',
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba90201-01',
    attempts: 1,
    startedAt: TIME,
    ...fields,
  }
}

/** How such a run begins: with one event. */
export function sampleStart(run: StoredRun, claim?: TurnStart['claim']): TurnStart {
  return {
    run,
    snapshot: sampleSnapshot(run, 1),
    events: { first: 1, last: 1, lines: '{"task":1}' },
    ...(claim === undefined ? {} : { claim }),
  }
}

export function sampleSnapshot(run: StoredRun, sequence: number, state: 'WORKING' | 'COMPLETED' = 'WORKING') {
  const { agentId, taskId, owner, contextId } = run
  const entry = sampleTask({ agentId, taskId, owner, contextId, state: `TASK_STATE_${state}` })
  return { entry, sequence }
}

export function sampleWrite(run: StoredRun, first: number, last: number): RunWrite {
  const lines = Array.from({ length: last - first + 1 }, (_, index) => `{"n":${first + index}}`).join('\n')
  return { run, changed: false, events: { first, last, lines } }
}
