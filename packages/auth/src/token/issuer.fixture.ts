/** For tests: an issuer with real keys, without a server. */
import { exportJWK, generateKeyPair, type JSONWebKeySet, type JWTHeaderParameters, SignJWT } from 'jose'
import type { FetchDocument } from './issuer-keys.ts'

export const ISSUER = 'https://issuer.example.com'
export const AUDIENCE = 'agents'

export interface TestIssuer {
  /** Signs with the newest key. A claim of `undefined` is left out. */
  sign(claims?: Readonly<Record<string, unknown>>, header?: Partial<JWTHeaderParameters>): Promise<string>
  /** A new key; the former ones are gone. */
  rotate(alg?: string): Promise<void>
  readonly keySet: () => JSONWebKeySet
  readonly fetchDocument: FetchDocument
  /** What was asked for. */
  readonly asked: string[]
  /** While true, it does not answer. */
  away: boolean
}

export async function testIssuer(issuer = ISSUER): Promise<TestIssuer> {
  let made = 0
  const newKey = async (alg = 'ES256') => {
    const pair = await generateKeyPair(alg, { extractable: true })
    made += 1
    return { alg, kid: `key-${made}`, privateKey: pair.privateKey, jwk: await exportJWK(pair.publicKey) }
  }
  let key = await newKey()
  const asked: string[] = []
  const keySet = () => ({ keys: [{ ...key.jwk, kid: key.kid, alg: key.alg, use: 'sig' }] })
  const test: TestIssuer = {
    sign(claims = {}, header = {}) {
      const now = Math.floor(Date.now() / 1_000)
      const payload = { iss: issuer, aud: AUDIENCE, sub: 'ann', iat: now, exp: now + 300, ...claims }
      const set = Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined))
      return new SignJWT(set).setProtectedHeader({ alg: key.alg, kid: key.kid, ...header }).sign(key.privateKey)
    },
    async rotate(alg) {
      key = await newKey(alg)
    },
    keySet,
    asked,
    away: false,
    async fetchDocument(url) {
      asked.push(url)
      if (test.away) throw new Error('away')
      if (url === `${issuer}/.well-known/openid-configuration`) return { issuer, jwks_uri: `${issuer}/keys` }
      if (url === `${issuer}/keys`) return keySet()
      throw new Error(`nothing at ${url}`)
    },
  }
  return test
}
