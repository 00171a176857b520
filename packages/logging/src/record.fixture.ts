import type { CallArrival, Caller, CallOutcome, CallRecord, CallSubject, Logger, Sink } from '@gateway/core'

export const arrival = (more: Partial<CallArrival> = {}): CallArrival => ({
  requestId: 'request-1',
  at: performance.now(),
  ip: '127.0.0.1',
  ...more,
})
export const caller: Caller = {
  keyId: 'key-1',
  keyAlias: 'ci',
  userId: 'alice',
  teamId: 'team',
  role: 'member',
  agents: { access: 'all' },
}
export const agent = { id: 'agent-1', name: 'invoices', content: true }
export const subject = (more: Partial<CallSubject> = {}): CallSubject => ({
  operation: 'sendMessage',
  binding: 'JSONRPC',
  version: '1.0',
  streaming: false,
  text: '{"message":"hello"}',
  ...more,
})
export const outcome = (more: Partial<CallOutcome> = {}): CallOutcome => ({
  httpStatus: 200,
  requestBytes: 19,
  responseBytes: 11,
  response: '{"task":{}}',
  ...more,
})

export const record = (id: string, more: Partial<CallRecord> = {}): CallRecord => ({
  id,
  requestId: id,
  time: '2026-01-01T00:00:00.000Z',
  streaming: false,
  status: 'ok',
  httpStatus: 200,
  totalMs: 1,
  requestBytes: 0,
  responseBytes: 0,
  events: 0,
  ...more,
})

/** A sink that keeps what it takes and can be away. */
export function testSink() {
  const batches: (readonly CallRecord[])[] = []
  const state = { away: false, attempts: 0, hold: Promise.resolve() }
  const sink: Sink = async (records) => {
    state.attempts += 1
    await state.hold
    if (state.away) throw new Error('the sink is away')
    batches.push(records)
  }
  return { sink, state, batches, ids: () => batches.flat().map(({ id }) => id) }
}

export function testLogger() {
  const errors: object[] = []
  const quiet = () => {}
  const logger: Logger = { debug: quiet, info: quiet, warn: quiet, error: (fields) => void errors.push(fields) }
  return { logger, errors }
}
