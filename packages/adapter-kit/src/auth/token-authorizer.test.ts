import { expect, test, vi } from 'vitest'
import { type TokenSource, tokenAuthorizer } from './token-authorizer.ts'

/** Counts up, each token holding for so many milliseconds. */
function counting(milliseconds?: number, renewable = true) {
  const source = { asked: 0 }
  const obtain: TokenSource['obtain'] = async () => {
    const value = `t${++source.asked}`
    return milliseconds === undefined ? { value } : { value, expiresAt: Date.now() + milliseconds }
  }
  return { source, tokens: tokenAuthorizer({ obtain, renewable }) }
}

test('asks once for all that wait, and keeps the token', async () => {
  const { source, tokens } = counting()
  const headers = await Promise.all(Array.from({ length: 8 }, () => tokens.authorize()))
  expect(new Set(headers.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer t1']))
  await tokens.authorize()
  expect(source.asked).toBe(1)
})

test('replaces a token a minute before its end, or at half of a shorter life', async () => {
  vi.useFakeTimers()
  try {
    for (const [life, replacedAfter] of [
      [600_000, 540_000],
      [60_000, 30_000],
    ] as const) {
      const { source, tokens } = counting(life)
      await tokens.authorize()
      vi.advanceTimersByTime(replacedAfter - 1)
      expect(await tokens.authorize()).toEqual({ authorization: 'Bearer t1' })
      vi.advanceTimersByTime(1)
      expect(await tokens.authorize()).toEqual({ authorization: 'Bearer t2' })
      expect(source.asked).toBe(2)
    }
  } finally {
    vi.useRealTimers()
  }
})

test('many calls that were refused with one token get one new one', async () => {
  const { source, tokens } = counting()
  const refused = await tokens.authorize()
  expect(tokens.renew(refused)).toBe(true)
  expect(await tokens.authorize()).toEqual({ authorization: 'Bearer t2' })
  expect(tokens.renew(refused)).toBe(true)
  expect(await tokens.authorize()).toEqual({ authorization: 'Bearer t2' })
  expect(source.asked).toBe(2)
})

test('a token that cannot be replaced stays', async () => {
  const { source, tokens } = counting(undefined, false)
  expect(tokens.renew(await tokens.authorize())).toBe(false)
  expect(await tokens.authorize()).toEqual({ authorization: 'Bearer t1' })
  expect(source.asked).toBe(1)
})

test('after a failure the next call asks anew', async () => {
  let asked = 0
  const tokens = tokenAuthorizer({
    renewable: true,
    async obtain() {
      if (++asked === 1) throw new Error('away')
      return { value: 'late' }
    },
  })
  await expect(tokens.authorize()).rejects.toThrow('away')
  expect(await tokens.authorize()).toEqual({ authorization: 'Bearer late' })
})
