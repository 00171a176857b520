import { expect, it } from 'vitest'
import { comparedTo } from './compared-to.ts'

it.each([
  [0, 0, 'none the day before either'],
  [3, undefined, 'none the day before'],
  [3, 0, 'none the day before'],
  [100, 100.2, 'as the day before'],
  [150, 100, '50 % more than the day before'],
  [0, 8, '100 % less than the day before'],
  [2_000, 100, '20 times the day before'],
])('%s against %s: %s', (now, before, words) => {
  expect(comparedTo(now, before)).toBe(words)
})
