import type { CallRecord, StoredRun } from '@gateway/core'
import { expect, it } from 'vitest'
import { createRecorder } from './recorder.ts'

const run: StoredRun = {
  agentId: 'agent-1',
  taskId: 'task-1',
  turn: 2,
  runId: 'run-1',
  owner: { keyId: 'key-1', userId: 'user-1', teamId: 'team-1' },
  contextId: 'context-1',
  requestId: 'request-1',
  attempts: 1,
  usage: { inputTokens: 3, model: 'm' },
  cost: 0.25,
  startedAt: '2026-01-02T03:04:05.000Z',
  endedAt: '2026-01-02T03:05:05.500Z',
  state: 'TASK_STATE_COMPLETED',
}

it('is a record of its own, of the kind run, on whom the run is booked', async () => {
  const records: CallRecord[] = []
  await using recorder = createRecorder({ sinks: [(some) => void records.push(...some)] })
  recorder.endedAlone(run, 'invoices')
  await recorder.flush()
  expect(records).toEqual([
    expect.objectContaining({
      kind: 'run',
      requestId: 'request-1',
      time: '2026-01-02T03:05:05.500Z',
      keyId: 'key-1',
      userId: 'user-1',
      teamId: 'team-1',
      agentId: 'agent-1',
      agentName: 'invoices',
      taskId: 'task-1',
      taskState: 'TASK_STATE_COMPLETED',
      usage: { inputTokens: 3, model: 'm' },
      cost: 0.25,
      status: 'ok',
      httpStatus: 0,
      totalMs: 60_500,
    }),
  ])
  expect(records[0]?.traceId).toBeUndefined()
  expect(records[0]?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/)
})

it('is below its call in the trace', async () => {
  const records: CallRecord[] = []
  await using recorder = createRecorder({ sinks: [(some) => void records.push(...some)] })
  recorder.endedAlone({ ...run, traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(14)}01-00` })
  await recorder.flush()
  const call = `${'b'.repeat(14)}00`
  expect(records).toMatchObject([
    { traceId: 'a'.repeat(32), parentSpanId: call, causeSpanId: call, traceSampled: false },
  ])
  expect(records[0]?.spanId).toMatch(/^[\da-f]{14}00$/)
  expect(records[0]?.spanId).not.toBe(call)
})
