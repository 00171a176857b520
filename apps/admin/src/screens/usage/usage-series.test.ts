import { describe, expect, it } from 'vitest'
import type { UsageAnswer } from './usage-query.ts'
import { rest, rowsOf } from './usage-rows.ts'
import { seriesOf } from './usage-series.ts'
import { bucketsOf } from './usage-window.ts'

const sums = (calls: number) => ({
  calls,
  succeeded: calls,
  errors: 0,
  input_tokens: 0,
  output_tokens: 0,
  total_tokens: 0,
  estimated_tokens: 0,
  cost: calls / 10,
  total_ms: 0,
})
const dates = ['2026-11-26T11:00Z', '2026-11-26T12:00Z', '2026-11-26T13:00Z'] as const
const buckets = bucketsOf({ from: dates[0], to: dates[2], interval: 'hour' })

/** So many agents, of which each was called once more than the next, in the second hour alone. */
function answerOf(agents: number, more: string | null = null, others = 0): UsageAnswer {
  const calls = Array.from({ length: agents }, (_, index) => agents - index)
  const total = calls.reduce((sum, each) => sum + each, others)
  return {
    from: dates[0],
    to: dates[2],
    totals: sums(total),
    series: [{ date: dates[1], ...sums(total) }],
    groups: calls.map((each, index) => ({
      id: `id-${index}`,
      name: `agent-${index}`,
      totals: sums(each),
      series: [{ date: dates[1], ...sums(each) }],
    })),
    next_cursor: more,
  }
}

describe('seriesOf', () => {
  it('has a value for each hour', () => {
    const [series] = seriesOf(answerOf(1), buckets, 'calls', 'agent')
    expect(series).toMatchObject({ label: 'agent-0', values: [0, 1, 0] })
  })

  it('gives eight a colour each, and puts the others of nine together', () => {
    expect(seriesOf(answerOf(8), buckets, 'calls', 'agent')).toHaveLength(8)
    const nine = seriesOf(answerOf(9), buckets, 'calls', 'agent')
    expect(nine.at(-1)).toEqual({ id: 'others', label: '2 others', values: [0, 3, 0], rest: true })
    expect(nine).toHaveLength(8)
  })

  it('takes what the answer has no group for from the whole', () => {
    const series = seriesOf(answerOf(8, '200', 5), buckets, 'calls', 'agent')
    expect(series.at(-1)).toMatchObject({ label: 'Others', values: [0, 6, 0] })
    expect(series.reduce((sum, { values }) => sum + (values[1] ?? 0), 0)).toBe(41)
  })

  it('draws no line where no call was', () => {
    const latency = { total: { p50: 10, p90: 18, p95: 20, p99: 30 } }
    const answer = { ...answerOf(1), series: [{ date: dates[1], ...sums(1), latency }] }
    expect(seriesOf(answer, buckets, 'latency', 'agent').map(({ values }) => values)).toEqual([
      [undefined, 10, undefined],
      [undefined, 20, undefined],
    ])
  })
})

describe('rowsOf', () => {
  it('begins with the sum, and ends with what is left of it', () => {
    const rows = rowsOf(answerOf(2, '2', 4), 'agent')
    expect(rows.map(({ label, sums: { calls } }) => [label, calls])).toEqual([
      ['All', 7],
      ['agent-0', 2],
      ['agent-1', 1],
      ['Others', 4],
    ])
    expect(rowsOf(answerOf(2), 'agent').at(-1)?.label).toBe('agent-1')
  })
})

describe('rest', () => {
  it('is nothing where only rounding is left', () => {
    expect(rest(0.3, [0.1, 0.2])).toBe(0)
    expect(rest(0.1 + 0.2, [0.3])).toBe(0)
    expect(rest(1, [0.25])).toBe(0.75)
  })
})
