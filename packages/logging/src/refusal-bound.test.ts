import { expect, it } from 'vitest'
import { createRefusalBound } from './refusal-bound.ts'

it('counts each key and all together, and begins anew after the time', () => {
  let now = 0
  const may = createRefusalBound({ each: 2, all: 3, milliseconds: 100, clock: () => now })
  expect(['a', 'a', 'a', 'b', 'b', 'c'].map(may)).toEqual([true, true, false, true, false, false])
  now = 99
  expect(may('c')).toBe(false)
  now = 100
  expect(may('a')).toBe(true)
})
