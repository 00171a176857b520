import { expect, it } from 'vitest'
import { shortHash } from './short-hash.ts'

it('is a whole number below 2^48, the same for the same text', () => {
  for (const text of ['', 'a', 'b', 'ü\u0000\ud83d', 'x'.repeat(10_000)]) {
    const number = shortHash(text)
    expect(Number.isInteger(number) && number >= 0 && number < 2 ** 48).toBe(true)
    expect(shortHash(text)).toBe(number)
  }
})

it('seldom gives two texts the same number', () => {
  const numbers = new Set(Array.from({ length: 100_000 }, (_, index) => shortHash(`context-${index}`)))
  expect(numbers.size).toBe(100_000)
})
