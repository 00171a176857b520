import { describe, expect, it } from 'vitest'
import type { CallRecord } from './call-record.ts'
import { createExpectedCosts } from './expected-costs.ts'

const recordOf = (agentId: string, cost?: number, kind?: CallRecord['kind']): CallRecord => ({
  id: 'r',
  requestId: 'q',
  time: '2026-01-01T00:00:00.000Z',
  agentId,
  cost,
  kind,
  streaming: false,
  status: 'ok',
  httpStatus: 200,
  totalMs: 1,
  requestBytes: 1,
  responseBytes: 1,
  events: 0,
})

describe('what a call is expected to cost', () => {
  it('is the price of the dearest upstream for a call, before anything was learnt', () => {
    const costs = createExpectedCosts()
    expect(costs.of('a', [])).toBe(0)
    expect(costs.of('a', [undefined, { perCall: 2 }, { perCall: 1, perInputToken: 9 }])).toBe(2)
  })

  it('is what recent calls of that agent took on average', () => {
    const costs = createExpectedCosts()
    costs.learn([recordOf('a', 4)])
    expect(costs.of('a', [{ perCall: 1 }])).toBe(4)
    costs.learn(Array.from({ length: 100 }, () => recordOf('a', 2)))
    expect(costs.of('a', [{ perCall: 1 }])).toBeCloseTo(2, 3)
    expect(costs.of('b', [{ perCall: 1 }])).toBe(1)
  })

  it('is told of each upstream by its prices, and what messages to the agent take', () => {
    const costs = createExpectedCosts()
    expect(costs.at('a', 'one', undefined)).toBeUndefined()
    expect(costs.at('a', 'one', { perCall: 1, perInputToken: 0.001, perOutputToken: 0.002, perSecond: 0.1 })).toBe(5)
    const usage = { inputTokens: 10, outputTokens: 1, model: 'big-2026-01-01' }
    costs.learn([{ ...recordOf('a', 7), usage, upstream: 'one', totalMs: 3_000 }])
    const prices = { perInputToken: 9, perOutputToken: 9, models: { big: { perInputToken: 2, perOutputToken: 4 } } }
    expect(costs.at('a', 'one', prices)).toBe(24)
    expect(costs.at('a', 'two', { ...prices, perSecond: 1 })).toBe(27)
    costs.learn([{ ...recordOf('a', 7), usage: { ...usage, model: 'small' }, upstream: 'two', totalMs: 3_000 }])
    expect(costs.at('a', 'two', prices)).toBe(99)
    expect(costs.at('a', 'one', prices)).toBe(24)
  })

  it('is never less than the price of a call, and learns nothing from copies and what has no cost', () => {
    const costs = createExpectedCosts()
    costs.learn([recordOf('a', 0.5), recordOf('a'), recordOf('a', 100, 'mirror')])
    expect(costs.of('a', [{ perCall: 1 }])).toBe(1)
    expect(costs.of('a', [])).toBe(0.5)
  })
})
