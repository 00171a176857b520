import { expect, it } from 'vitest'
import { attemptSpanOf, beginTrace, callSpanOf, parseTraceParent, traceOfAttempt, traceParentOf } from './call-trace.ts'

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const SPAN = '00f067aa0ba902b7'

it.each([`00-${TRACE}-${SPAN}-01`, ` 00-${TRACE}-${SPAN}-00 `, `01-${TRACE}-${SPAN}-01-more`])('reads %s', (header) => {
  expect(parseTraceParent(header)).toMatchObject({ traceId: TRACE, spanId: SPAN })
})

it.each([
  undefined,
  '',
  `ff-${TRACE}-${SPAN}-01`,
  `00-${TRACE}-${SPAN}-01-more`,
  `00-${'0'.repeat(32)}-${SPAN}-01`,
  `00-${TRACE}-${'0'.repeat(16)}-01`,
  `00-${TRACE.toUpperCase()}-${SPAN}-01`,
  `00-${TRACE.slice(1)}-${SPAN}-01`,
  `00-${TRACE}-${SPAN}`,
  `00-${TRACE}-${SPAN}-01, 00-${TRACE}-${SPAN}-01`,
])('takes %s for none', (header) => {
  expect(parseTraceParent(header)).toBeUndefined()
})

it('begins a span in the trace of the caller, or a trace of its own, with room for the attempts', () => {
  const within = beginTrace({ traceId: TRACE, spanId: SPAN, flags: '00' })
  expect(within).toMatchObject({ traceId: TRACE, parentSpanId: SPAN, flags: '00' })
  expect(within.spanId).toMatch(/^[\da-f]{14}00$/)
  expect(traceParentOf(within)).toBe(`00-${TRACE}-${within.spanId}-00`)
  const own = beginTrace(undefined)
  expect(own).toMatchObject({ parentSpanId: undefined, flags: '01' })
  expect(parseTraceParent(traceParentOf(own))).toEqual({ traceId: own.traceId, spanId: own.spanId, flags: '01' })
  expect(own.spanId).not.toBe(within.spanId)
  expect(callSpanOf(`${own.spanId.slice(0, 14)}0c`)).toBe(own.spanId)
})

it('gives each attempt a span of its own within that of the call', () => {
  const call = beginTrace({ traceId: TRACE, spanId: SPAN, flags: '01' })
  const first = attemptSpanOf(call.spanId, 1)
  const trace = { traceparent: traceParentOf({ ...call, spanId: first }), tracestate: 'a=1' }
  expect(traceOfAttempt({ trace }, 1)).toEqual({})
  expect(traceOfAttempt({}, 2)).toEqual({})
  const second = traceOfAttempt({ trace }, 2).trace
  expect(second).toEqual({ traceparent: `00-${TRACE}-${call.spanId.slice(0, 14)}02-01`, tracestate: 'a=1' })
  expect([first, attemptSpanOf(first, 17)].map(callSpanOf)).toEqual([call.spanId, call.spanId])
})
