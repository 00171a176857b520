import { describe, expect, it } from 'vitest'
import { localMoment, timeRangeOf, timesOf } from './time-range.ts'

describe('timeRangeOf', () => {
  it.each([
    [{ range: '7d' }, { range: '7d' }],
    [{ range: 'year' }, {}],
    [{ range: 'toString' }, {}],
    [{}, {}],
    [
      { from: '2026-11-01T00:00Z', to: '2026-11-02T00:00:30Z', range: 'day' },
      { from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z' },
    ],
    [{ from: '2026-11-02T00:00Z', to: '2026-11-01T00:00Z' }, {}],
    [{ from: 'yesterday', to: '2026-11-01', range: 'hour' }, { range: 'hour' }],
  ])('%j asks for %j', (search, range) => {
    expect(timeRangeOf(search)).toEqual(range)
  })
})

describe('timesOf', () => {
  const now = Date.parse('2026-11-26T12:00Z')

  it('ends now where it has a name', () => {
    expect(timesOf({}, 'hour', now).map(String)).toEqual(['2026-11-26T11:00Z', '2026-11-26T12:00Z'].map(dateText))
    expect(timesOf({ range: '7d' }, 'hour', now)[0].getTime()).toBe(Date.parse('2026-11-19T12:00Z'))
  })

  it('is what was chosen', () => {
    const range = { from: '2026-11-01T00:00Z', to: '2026-11-02T00:00Z' }
    expect(timesOf(range, 'hour', now).map(String)).toEqual([range.from, range.to].map(dateText))
  })
})

it('knows a moment as the browser writes it', () => {
  const time = new Date(2026, 10, 26, 9, 5)
  expect(localMoment(time)).toBe('2026-11-26T09:05')
  expect(new Date(localMoment(time)).getTime()).toBe(time.getTime())
})

const dateText = (iso: string) => String(new Date(iso))
