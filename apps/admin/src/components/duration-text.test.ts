import { describe, expect, it } from 'vitest'
import { durationText, parseAmount } from './duration-text.ts'

describe('parseAmount', () => {
  it('tells months from minutes, and takes nothing that is no duration', () => {
    expect(parseAmount('1mo')).toEqual({ amount: 1, unit: 'mo' })
    expect(parseAmount('15m')).toEqual({ amount: 15, unit: 'm' })
    expect(parseAmount('90s')).toEqual({ amount: 2, unit: 'm' })
    for (const text of ['', '0d', '3', 'd', '3y', null, undefined]) expect(parseAmount(text)).toBeUndefined()
  })
})

describe('durationText', () => {
  it('says one and many', () => {
    expect(durationText('1mo')).toBe('1 month')
    expect(durationText('30d')).toBe('30 days')
    expect(durationText('90s')).toBe('90s')
  })
})
