import { createHmac, randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { keyedHash } from './keyed-hash.ts'

it.each([0, 1, 32, 63, 64])('is the HMAC-SHA-256 that Node makes, with a key of %i bytes', (length) => {
  const key = randomBytes(length)
  const hashed = keyedHash(key)
  for (const text of [
    '',
    'a',
    'grüße 😀',
    'x'.repeat(55),
    'x'.repeat(64),
    '😀'.repeat(170),
    'é'.repeat(342),
    'x'.repeat(1_000),
    'b',
  ]) {
    expect(hashed(text)).toBe(createHmac('sha256', key).update(text).digest('base64url'))
  }
})

it('takes no key that HMAC would hash first', () => {
  expect(() => keyedHash(randomBytes(65))).toThrow(RangeError)
})
