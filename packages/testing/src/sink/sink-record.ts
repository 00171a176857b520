import type { CallRecord } from '@gateway/core'

/** A record of a call; those of greater numbers are newer. */
export const sinkRecord = (index: number, more: Partial<CallRecord> = {}): CallRecord => ({
  id: `01990000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`,
  requestId: `request-${index}`,
  time: new Date(Date.UTC(2026, 0, 1) + index).toISOString(),
  keyId: 'key-1',
  agentId: 'agent-1',
  agentName: 'invoices',
  streaming: false,
  status: 'ok',
  httpStatus: 200,
  totalMs: 1.5,
  requestBytes: 2,
  responseBytes: 2,
  events: 0,
  ...more,
})
