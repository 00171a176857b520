import { describe, expect, it } from 'vitest'
import { isStatus, outcomeOf } from './call-status.ts'
import type { CallRecord } from './logs-query.ts'

const record: CallRecord = {
  id: '1',
  requestId: 'r',
  time: '2026-11-26T00:00:00Z',
  streaming: false,
  status: 'ok',
  httpStatus: 200,
  totalMs: 1_240,
  requestBytes: 1,
  responseBytes: 1,
  events: 0,
  agentName: 'invoices',
}

describe('outcomeOf', () => {
  it('says who answered, and how fast', () => {
    expect(outcomeOf(record)).toBe('invoices answered in 1.24 s.')
  })

  it('says why there is no answer', () => {
    expect(outcomeOf({ ...record, status: 'refused', totalMs: 2, errorMessage: 'The key is blocked.' })).toBe(
      'It was refused after 2 ms. The key is blocked.',
    )
  })
})

describe('isStatus', () => {
  it('takes what the gateway writes, and nothing that objects have of themselves', () => {
    expect(['ok', 'refused', 'toString', 7].map(isStatus)).toEqual([true, true, false, false])
  })
})
