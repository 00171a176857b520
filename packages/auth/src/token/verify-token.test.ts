import { createHmac } from 'node:crypto'
import { base64url, exportJWK, exportSPKI, generateKeyPair, importJWK, SignJWT } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { AUDIENCE, ISSUER, type TestIssuer, testIssuer } from './issuer.fixture.ts'
import { createIssuerKeys } from './issuer-keys.ts'
import type { TokenIssuer } from './token-issuer.ts'
import { verifyToken } from './verify-token.ts'

let issuer: TestIssuer
beforeAll(async () => {
  issuer = await testIssuer()
})

const verify = (token: string, more: Partial<TokenIssuer> = {}) => {
  const settings = { issuer: ISSUER, audience: [AUDIENCE], ...more }
  const keys = createIssuerKeys(settings, { fetchDocument: issuer.fetchDocument })
  return verifyToken(token, new Map([[ISSUER, { issuer: settings, keys }]]))
}
const refusal = async (token: string, more?: Partial<TokenIssuer>) => {
  try {
    await verify(token, more)
  } catch (error) {
    expect(error).toMatchObject({ code: 'UNAUTHENTICATED' })
    const message = error instanceof Error ? error.message : ''
    // Neither the token nor what it says is in the error, or in what is logged with it.
    expect(error).not.toHaveProperty('cause.payload')
    expect(message).not.toContain(token.slice(0, 30))
    return message
  }
  return 'taken'
}
const now = () => Math.floor(Date.now() / 1_000)
const encoded = (value: object) => base64url.encode(JSON.stringify(value))

describe('verifyToken', () => {
  it('takes what the issuer signed for this gateway, with its claims', async () => {
    const { payload } = await verify(await issuer.sign({ aud: ['other', AUDIENCE] }, { typ: 'at+jwt' }))
    expect(payload).toMatchObject({ sub: 'ann', iss: ISSUER })
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['another issuer', { iss: 'https://other.example.com' }, 'issuer of this token is not known'],
    ['an issuer that only looks alike', { iss: `${ISSUER}/` }, 'issuer of this token is not known'],
    ['no issuer', { iss: undefined }, 'issuer of this token is not known'],
    ['another audience', { aud: 'other' }, 'audience'],
    ['no audience', { aud: undefined }, 'audience'],
    ['a time that is over', { exp: 1_000_000 }, 'expired'],
    ['no end', { exp: undefined }, 'until when'],
    ['a time to come', { nbf: 4_000_000_000 }, 'not valid yet'],
    ['a key of its owner', { cnf: { jkt: 'x' } }, 'DPoP'],
  ])('refuses one of %s', async (_what, claims, why) => {
    expect(await refusal(await issuer.sign(claims))).toContain(why)
  })

  it('allows for clocks that differ', async () => {
    expect(await refusal(await issuer.sign({ exp: now() - 20, nbf: now() + 20 }))).toBe('taken')
    expect(await refusal(await issuer.sign({ exp: now() - 20 }), { clockToleranceSeconds: 0 })).toContain('expired')
  })

  it.each(['logout+jwt', 'dpop+jwt', 'secevent+jwt'])('refuses one of the kind %s', async (typ) => {
    expect(await refusal(await issuer.sign({}, { typ }))).toContain('kind')
  })

  it('refuses one that nobody signed', async () => {
    const claims = encoded({ iss: ISSUER, aud: AUDIENCE, sub: 'ann', exp: now() + 60 })
    for (const alg of ['none', 'None', 'NONE']) {
      expect(await refusal(`${encoded({ alg })}.${claims}.`)).not.toBe('taken')
    }
  })

  it('refuses one that is signed with the public key as a shared secret', async () => {
    await issuer.rotate('RS256')
    const [jwk] = issuer.keySet().keys
    const key = await importJWK(jwk ?? { kty: 'RSA' }, 'RS256')
    if (key instanceof Uint8Array) throw new TypeError('no public key')
    const secret = await exportSPKI(key)
    const head = encoded({ alg: 'HS256', kid: jwk?.kid })
    const claims = encoded({ iss: ISSUER, aud: AUDIENCE, sub: 'ann', exp: now() + 60 })
    const signature = createHmac('sha256', secret).update(`${head}.${claims}`).digest('base64url')
    expect(await refusal(`${head}.${claims}.${signature}`)).toContain('alg')
  })

  it('refuses one that brings its own key', async () => {
    const pair = await generateKeyPair('ES256', { extractable: true })
    const jwk = await exportJWK(pair.publicKey)
    const sign = (header: object) =>
      new SignJWT({ iss: ISSUER, aud: AUDIENCE, sub: 'ann', exp: now() + 60 })
        .setProtectedHeader({ alg: 'ES256', ...header })
        .sign(pair.privateKey)
    expect(await refusal(await sign({ jwk }))).toContain('kid')
    expect(await refusal(await sign({ jwk, kid: 'key-1' }))).not.toBe('taken')
    expect(await refusal(await sign({ jku: 'https://evil.example.com/keys' }))).toContain('kid')
    expect(issuer.asked).not.toContain('https://evil.example.com/keys')
  })

  it('refuses one that was changed, or asks for what is not understood', async () => {
    const [head, , signature] = (await issuer.sign()).split('.')
    const claims = encoded({ iss: ISSUER, aud: AUDIENCE, sub: 'root', exp: now() + 60 })
    expect(await refusal(`${head}.${claims}.${signature}`)).toContain('signature')
    expect(await refusal(`${encoded({ alg: 'RS256', crit: ['x'], x: 1 })}.${claims}.${signature}`)).toContain(
      'malformed',
    )
  })

  it('takes only the algorithms that are set for the issuer', async () => {
    expect(await refusal(await issuer.sign(), { algorithms: ['ES256'] })).toContain('alg')
  })

  it.each([['ey..'], ['eyJ.eyJ.x'], ['ey.ey.'], [`ey${'a'.repeat(20_000)}.a.a`]])('refuses %.20s', async (token) => {
    expect(await refusal(token)).not.toBe('taken')
  })
})
