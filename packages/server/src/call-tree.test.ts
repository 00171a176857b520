import type { CallRecord } from '@gateway/core'
import { expect, it } from 'vitest'
import { callTree } from './call-tree.ts'

const record = (name: string, second: number, more: Partial<CallRecord> = {}): CallRecord => ({
  id: name,
  requestId: name,
  agentName: name,
  time: `2026-01-01T00:00:0${second}.000Z`,
  spanId: `${name.repeat(14)}00`,
  streaming: false,
  status: 'ok',
  httpStatus: 200,
  totalMs: 1,
  requestBytes: 0,
  responseBytes: 0,
  events: 0,
  ...more,
})
const span = (name: string, attempt = '00') => `${name.repeat(14)}${attempt}`
const told = (of: readonly CallRecord[], maySee: (record: CallRecord) => boolean) =>
  callTree(of, maySee).map(({ depth, parent, record: seen }) => [depth, parent, seen?.agentName])

const records = [
  record('d', 4, { causeSpanId: span('c'), keyId: 'other' }),
  record('c', 3, { parentSpanId: span('a', '02'), keyId: 'other' }),
  record('b', 2, { causeSpanId: span('a'), parentSpanId: '1'.repeat(16) }),
  record('e', 5, { causeSpanId: span('c') }),
  record('a', 1, { parentSpanId: '2'.repeat(16) }),
]

it('puts each call below the one that caused it, also where only its attempt is told', () => {
  expect(told(records, () => true)).toEqual([
    [0, undefined, 'a'],
    [1, 0, 'b'],
    [1, 0, 'c'],
    [2, 2, 'd'],
    [2, 2, 'e'],
  ])
})

it('says nothing of calls that may not be seen but that others hang on them', () => {
  expect(told(records, ({ keyId }) => keyId !== 'other')).toEqual([
    [0, undefined, 'a'],
    [1, 0, 'b'],
    [1, 0, undefined],
    [2, 2, 'e'],
  ])
  expect(callTree(records, () => false)).toEqual([])
})

it('begins anew where the cause is not among the calls', () => {
  expect(told(records.slice(0, 4), () => true)).toEqual([
    [0, undefined, 'b'],
    [0, undefined, 'c'],
    [1, 1, 'd'],
    [1, 1, 'e'],
  ])
})
