import { describe, expect, it } from 'vitest'
import { bucketsOf, usageWindow, windowText } from './usage-window.ts'

const now = Date.parse('2026-11-26T12:34:56Z')

describe('usageWindow', () => {
  it.each([
    [{ range: 'hour' }, '2026-11-26T11:00Z', '2026-11-26T12:00Z', 'hour', 2],
    [{}, '2026-11-25T13:00Z', '2026-11-26T12:00Z', 'hour', 24],
    [{ range: '7d' }, '2026-11-20', '2026-11-26', 'day', 7],
    [{ range: '30d' }, '2026-10-28', '2026-11-26', 'day', 30],
    // What ends on the hour has nothing of the next.
    [{ from: '2026-11-26T09:00Z', to: '2026-11-26T10:00Z' }, '2026-11-26T09:00Z', '2026-11-26T09:00Z', 'hour', 1],
    [{ from: '2026-11-01T00:00Z', to: '2026-11-11T00:00Z' }, '2026-11-01', '2026-11-10', 'day', 10],
    [{ from: '2020-01-01T00:00Z', to: '2026-11-11T00:00Z' }, '2025-11-10', '2026-11-10', 'day', 366],
  ] as const)('%j is from %s to %s', (range, from, to, interval, buckets) => {
    const window = usageWindow(range, now)
    expect(window).toEqual({ from, to, interval })
    expect(bucketsOf(window)).toHaveLength(buckets)
  })
})

describe('bucketsOf', () => {
  it('says from when until when each is', () => {
    const buckets = bucketsOf({ from: '2026-11-26T11:00Z', to: '2026-11-26T12:00Z', interval: 'hour' })
    expect(buckets.map(({ id, from, until }) => [id, from, until])).toEqual([
      ['2026-11-26T11:00Z', '2026-11-26T11:00:00Z', '2026-11-26T12:00:00Z'],
      ['2026-11-26T12:00Z', '2026-11-26T12:00:00Z', '2026-11-26T13:00:00Z'],
    ])
  })

  it('names days in UTC', () => {
    const window = { from: '2026-11-25', to: '2026-11-26', interval: 'day' } as const
    expect(bucketsOf(window).map(({ tick }) => tick)).toEqual(['25 Nov', '26 Nov'])
    expect(windowText(window)).toBe('25 Nov to 26 Nov (UTC)')
  })
})
