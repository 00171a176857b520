import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { secretCipher } from './secret-cipher.ts'

describe('secretCipher', () => {
  it.each([['a passphrase'], [randomBytes(32)]])('reads what it wrote, also after a restart', (key) => {
    const text = secretCipher(key).encrypt('token é😀')
    expect(text).toMatch(/^v1\.[\w-]+$/)
    expect(secretCipher(key).decrypt(text)).toBe('token é😀')
    expect(secretCipher(key).decrypt(secretCipher(key).encrypt(''))).toBe('')
  })

  it('writes the same text differently each time', () => {
    const cipher = secretCipher('a passphrase')
    expect(cipher.encrypt('token')).not.toBe(cipher.encrypt('token'))
  })

  it('says what to do when the key is another, or the text damaged', () => {
    const cipher = secretCipher('a passphrase')
    const text = cipher.encrypt('token')
    const wrong = expect.objectContaining({
      code: 'INTERNAL_ERROR',
      message: expect.stringContaining('GATEWAY_ENCRYPTION_KEY is not the one this was saved with'),
    })
    expect(() => secretCipher('another').decrypt(text)).toThrow(wrong)
    for (const damaged of [
      '',
      'token',
      'v1.',
      'v1.AAAA',
      text.slice(0, -2),
      text.replace('v1.', 'v2.'),
      `${text.slice(0, -4)}AAAA`,
    ]) {
      expect(() => cipher.decrypt(damaged)).toThrow(wrong)
    }
  })

  it('reads what was encrypted with a key from before, and encrypts with the one of now', () => {
    const before = secretCipher('the passphrase of before').encrypt('token')
    const both = secretCipher('the passphrase of now', [randomBytes(32), 'the passphrase of before'])
    expect(both.decrypt(before)).toBe('token')
    expect([both.isCurrent(before), both.isCurrent(both.encrypt('token')), both.isCurrent('')]).toEqual([
      false,
      true,
      false,
    ])
    expect(secretCipher('the passphrase of now').decrypt(both.encrypt('token'))).toBe('token')
  })

  it('refuses a key that is too short', () => {
    for (const key of ['', new Uint8Array(8)]) expect(() => secretCipher(key)).toThrow(/too short/)
  })
})
