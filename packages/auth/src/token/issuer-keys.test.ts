import { decodeProtectedHeader } from 'jose'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ISSUER, type TestIssuer, testIssuer } from './issuer.fixture.ts'
import { createIssuerKeys } from './issuer-keys.ts'
import type { TokenIssuer } from './token-issuer.ts'

let issuer: TestIssuer
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  issuer = await testIssuer()
})
afterEach(() => {
  vi.useRealTimers()
})

const minutes = (count: number) => vi.advanceTimersByTime(count * 60_000)
const keysOf = (more: Partial<TokenIssuer> = {}, options = {}) => {
  const keys = createIssuerKeys(
    { issuer: ISSUER, audience: ['agents'], ...more },
    { fetchDocument: issuer.fetchDocument, ...options },
  )
  return async (kid?: string) => {
    const header = decodeProtectedHeader(await issuer.sign({}, kid === undefined ? {} : { kid }))
    return keys({ ...header, alg: header.alg ?? 'ES256' }, { payload: '', signature: '' })
  }
}

describe('createIssuerKeys', () => {
  it('finds the keys by discovery, once for many at once, and keeps them', async () => {
    const key = keysOf()
    await Promise.all([key(), key(), key()])
    await key()
    expect(issuer.asked).toEqual([`${ISSUER}/.well-known/openid-configuration`, `${ISSUER}/keys`])
  })

  it('asks where jwksUrl says, and not the OpenID configuration', async () => {
    await keysOf({ jwksUrl: `${ISSUER}/keys` })()
    expect(issuer.asked).toEqual([`${ISSUER}/keys`])
  })

  it('asks again for a kid that it has not got, but not within the cool-down', async () => {
    const key = keysOf({ jwksUrl: `${ISSUER}/keys` })
    await key()
    await issuer.rotate()
    await expect(key('made-up')).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' })
    expect(issuer.asked).toHaveLength(1)
    minutes(1)
    await key()
    for (let count = 0; count < 20; count += 1) await expect(key(`made-up-${count}`)).rejects.toThrow()
    expect(issuer.asked).toHaveLength(2)
  })

  it('lets go of a key that the issuer has withdrawn when its keys are old', async () => {
    const key = keysOf({ jwksUrl: `${ISSUER}/keys` })
    await key()
    await issuer.rotate()
    minutes(11)
    await expect(key('key-1')).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' })
  })

  it('goes on with its keys while the issuer is away, for a day; a kid it has not got cannot be decided', async () => {
    const key = keysOf({ jwksUrl: `${ISSUER}/keys` })
    await key()
    issuer.away = true
    minutes(60)
    await expect(key()).resolves.toBeDefined()
    await expect(key('new')).rejects.toMatchObject({ code: 'UNAVAILABLE', retryAfter: 5 })
    minutes(24 * 60)
    await expect(key()).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  })

  it('is unavailable where there are no keys yet, asks again after five seconds, and tells why in the log', async () => {
    const warn = vi.fn()
    issuer.away = true
    const key = keysOf({ jwksUrl: `${ISSUER}/keys` }, { logger: { warn } })
    for (let count = 0; count < 3; count += 1) {
      await expect(key()).rejects.toMatchObject({ code: 'UNAVAILABLE', retryable: true, retryAfter: 5 })
    }
    expect(issuer.asked).toHaveLength(1)
    expect(warn).toHaveBeenCalledOnce()
    issuer.away = false
    vi.advanceTimersByTime(5_000)
    await expect(key()).resolves.toBeDefined()
  })

  it.each([
    ['http://issuer.example.com', {}, false],
    ['http://issuer.example.com', { allowHttp: true }, true],
    ['http://127.0.0.1:9', {}, true],
    ['http://localhost:9', {}, true],
    ['http://127.0.0.1.example.com', {}, false],
    ['ftp://127.0.0.1', { allowHttp: true }, false],
  ])('keys from %s with %j: %s', async (base, more, taken) => {
    const asked: string[] = []
    const fetchDocument = async (url: string) => {
      asked.push(url)
      return issuer.keySet()
    }
    const outcome = keysOf({ jwksUrl: `${base}/keys`, ...more }, { fetchDocument })()
    if (taken) await expect(outcome).resolves.toBeDefined()
    else await expect(outcome).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    expect(asked).toHaveLength(taken ? 1 : 0)
  })

  it.each([
    ['another issuer', { issuer: 'https://evil.example.com', jwks_uri: `${ISSUER}/keys` }],
    ['keys over http', { issuer: ISSUER, jwks_uri: 'http://issuer.example.com/keys' }],
    ['no keys', { issuer: ISSUER }],
    ['a page', '<html>'],
  ])('takes no OpenID configuration with %s', async (_what, configuration) => {
    const fetchDocument = async (url: string) => (url.endsWith('configuration') ? configuration : issuer.keySet())
    await expect(keysOf({}, { fetchDocument })()).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  })

  it.each([['a page'], [{ keys: 'none' }], [null]])('takes no keys from %j', async (document) => {
    await expect(keysOf({}, { fetchDocument: async () => document })()).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  })
})
