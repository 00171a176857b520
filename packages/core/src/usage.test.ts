import { expect, it } from 'vitest'
import { addUsage } from './usage.ts'

it('adds what both tell and keeps what one tells', () => {
  const sum = addUsage({ inputTokens: 3, model: 'a' }, { inputTokens: 4, outputTokens: 5, cost: 0.5 })
  expect(sum).toEqual({ inputTokens: 7, outputTokens: 5, cost: 0.5, model: 'a' })
})

it('invents nothing', () => {
  expect(Object.keys(addUsage({}, {}))).toEqual([])
})

it('keeps the later model', () => {
  expect(addUsage({ model: 'a' }, { model: 'b' })).toEqual({ model: 'b' })
})

it.each([Number.NaN, Number.POSITIVE_INFINITY, -5, 1e300])('leaves out what cannot be a count: %s', (wrong) => {
  const told = addUsage({ inputTokens: 3, cost: 0.5 }, { inputTokens: wrong, outputTokens: wrong, cost: wrong })
  expect(told).toEqual({ inputTokens: 3, cost: 0.5 })
})
