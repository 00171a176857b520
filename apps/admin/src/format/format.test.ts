import { describe, expect, it } from 'vitest'
import { bytes } from './bytes.ts'
import { counted } from './count.ts'
import { duration } from './duration.ts'
import { money } from './money.ts'
import { clockTime } from './time.ts'

describe('duration', () => {
  it.each([
    [0.4, '0 ms'],
    [12, '12 ms'],
    [1_240, '1.24 s'],
    [30_000, '30.0 s'],
    [59_999, '1 min'],
    [185_000, '3 min 5 s'],
  ])('%d ms is %s', (milliseconds, text) => {
    expect(duration(milliseconds)).toBe(text)
  })
})

describe('money', () => {
  it.each([
    [0, '–'],
    [1.944, '$1.94'],
    [0.004_21, '$0.0042'],
    [1_204, '$1,204.00'],
  ])('%d is %s', (dollars, text) => {
    expect(money(dollars)).toBe(text)
  })
})

describe('bytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_234, '1.2 KB'],
    [2_000_000, '2.0 MB'],
  ])('%d is %s', (number, text) => {
    expect(bytes(number)).toBe(text)
  })
})

describe('counted', () => {
  it('knows one from many', () => {
    expect([counted(0, 'agent'), counted(1, 'agent'), counted(1_204, 'reply', 'replies')]).toEqual([
      '0 agents',
      '1 agent',
      '1,204 replies',
    ])
  })
})

describe('clockTime', () => {
  it('says the day where it is not today', () => {
    const now = new Date(2026, 10, 26, 13)
    expect(clockTime(new Date(2026, 10, 26, 12, 3, 11).toISOString(), now)).toBe('12:03:11')
    expect(clockTime(new Date(2026, 10, 25, 12, 3, 11).toISOString(), now)).toBe('25 Nov 12:03:11')
  })
})
