import { expect, it } from 'vitest'
import { keptFor } from './kept-for.ts'

it.each([
  [null, 'for good'],
  [30 * 86_400_000, '30 days'],
  [86_400_000, '1 day'],
  [36 * 3_600_000, '36 hours'],
  [90_000, '90 seconds'],
])('%s ms: %s', (milliseconds, words) => {
  expect(keptFor(milliseconds)).toBe(words)
})
