import { afterEach, expect, it, vi } from 'vitest'
import { type EntraOptions, entraTokens } from './entra-token.ts'

afterEach(() => vi.unstubAllEnvs())

const secret = {
  type: 'client-secret',
  tenantId: 'my-tenant',
  clientId: 'my-client',
  clientSecret: 'my-secret',
} as const

interface Asked {
  readonly url: URL
  readonly form: URLSearchParams
}

/** Stands in for Entra and for a machine's identity endpoint, under the real Entra library. It knows one secret. */
function issuer(seconds = 3600) {
  const asked: Asked[] = []
  const httpClient: NonNullable<NonNullable<EntraOptions>['httpClient']> = {
    async sendRequest(request) {
      const url = new URL(request.url)
      const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '')
      const answer = (status: number, body: object) => ({
        request,
        status,
        headers: request.headers,
        bodyAsText: JSON.stringify(body),
      })
      if (url.pathname.endsWith('/.well-known/openid-configuration')) {
        const base = `${url.origin}/my-tenant`
        return answer(200, {
          issuer: `${base}/v2.0`,
          authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
          token_endpoint: `${base}/oauth2/v2.0/token`,
          jwks_uri: `${base}/discovery/v2.0/keys`,
        })
      }
      asked.push({ url, form })
      const isMachine = url.hostname === '169.254.169.254'
      if (isMachine && request.headers.get('metadata') !== 'true') return answer(400, { error: 'invalid_request' })
      if (!isMachine && form.get('client_secret') !== 'my-secret') {
        return answer(401, { error: 'invalid_client', error_description: 'LEAK' })
      }
      const expires = { expires_in: seconds, expires_on: Math.floor(Date.now() / 1000) + seconds }
      return answer(200, { token_type: 'Bearer', access_token: `token-${asked.length}`, ...expires })
    },
  }
  return { asked, options: { httpClient, retryOptions: { maxRetries: 0 } } satisfies EntraOptions }
}

it('asks Entra for a token with the secret of a service principal, once for many calls', async () => {
  vi.stubEnv('AZURE_AUTHORITY_HOST', 'https://evil.example')
  const { asked, options } = issuer()
  const token = entraTokens(secret, options)
  expect(await Promise.all([token(), token(), token()])).toEqual(['token-1', 'token-1', 'token-1'])
  expect(await token()).toBe('token-1')
  expect(asked).toHaveLength(1)
  expect(asked[0]?.url.href).toContain('https://login.microsoftonline.com/my-tenant/oauth2/v2.0/token')
  expect(asked[0]?.form.get('client_id')).toBe('my-client')
  expect(asked[0]?.form.get('scope')).toBe('https://ai.azure.com/.default')
})

it('asks the issuer that the settings name, for what they name', async () => {
  const { asked, options } = issuer()
  const auth = { ...secret, authority: 'https://login.microsoftonline.us', scope: 'https://ai.azure.us/.default' }
  await entraTokens(auth, options)()
  expect(asked[0]?.url.href).toContain('https://login.microsoftonline.us/my-tenant/oauth2/v2.0/token')
  expect(asked[0]?.form.get('scope')).toBe('https://ai.azure.us/.default')
})

it('asks anew for a token that has ended', async () => {
  const { asked, options } = issuer(1)
  const token = entraTokens(secret, options)
  expect(await token()).toBe('token-1')
  await expect.poll(token, { timeout: 20_000 }).not.toBe('token-1')
  expect(asked.length).toBeGreaterThan(1)
})

it('asks the machine for a token of its identity, or of the one that is named', async () => {
  // The library keeps the HTTP client of the first that asks.
  const { asked, options } = issuer()
  expect(await entraTokens({ type: 'managed-identity' }, options)()).toBe('token-1')
  expect(await entraTokens({ type: 'managed-identity', clientId: 'of-mine' }, options)()).toBe('token-2')
  expect(asked.map(({ url }) => url.searchParams.get('resource'))).toEqual(Array(2).fill('https://ai.azure.com'))
  expect(asked.map(({ url }) => url.searchParams.get('client_id'))).toEqual([null, 'of-mine'])
})

it("takes what Azure's default chain finds first: the environment", async () => {
  vi.stubEnv('AZURE_TENANT_ID', 'my-tenant')
  vi.stubEnv('AZURE_CLIENT_ID', 'from-the-environment')
  vi.stubEnv('AZURE_CLIENT_SECRET', 'my-secret')
  const { asked, options } = issuer()
  expect(await entraTokens(undefined, options)()).toBe('token-1')
  expect(asked[0]?.form.get('client_id')).toBe('from-the-environment')
})

it('asks nobody where the token is given, and for none where there is none', async () => {
  const { asked, options } = issuer()
  expect(await entraTokens({ type: 'token', token: 'given' }, options)()).toBe('given')
  expect(await entraTokens({ type: 'none' }, options)()).toBeUndefined()
  expect(asked).toEqual([])
})

it('says which settings to check when Entra refuses, and nothing of what it said', async () => {
  const { options } = issuer()
  const refused = entraTokens({ ...secret, clientSecret: 'other-secret' }, options)()
  await expect(refused).rejects.toMatchObject({
    code: 'AGENT_ERROR',
    message: expect.stringMatching(/no token.*clientSecret of settings\.auth/),
  })
  await refused.catch((error: Error) => expect(error.message).not.toMatch(/LEAK|other-secret/))
})
