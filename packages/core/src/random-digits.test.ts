import { expect, it } from 'vitest'
import { createRandomDigits } from './random-digits.ts'

it('gives as many digits as are asked for, never the same ones twice', () => {
  const digits = createRandomDigits()
  const made = Array.from({ length: 1_000 }, () => digits(23))
  expect(made.every((each) => /^[\da-f]{46}$/.test(each))).toBe(true)
  // Neither whole nor in part: what was given is not fetched from again.
  expect(new Set(made.flatMap((each) => [each.slice(0, 16), each.slice(-16)]))).toHaveProperty('size', 2_000)
  expect(digits(5_000)).toMatch(/^[\da-f]{10000}$/)
})
