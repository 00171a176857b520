import { expect, it } from 'vitest'
import { keyHash, keyName } from './key-hash.ts'

it('is the SHA-256 of the key in hex', () => {
  // The example of FIPS 180-2, B.1.
  expect(keyHash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

it('shows no more of a key than its end', () => {
  expect(keyName('sk-abcdefghijklmnop')).toBe('sk-...mnop')
})
