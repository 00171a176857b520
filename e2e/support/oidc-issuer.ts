import { once } from 'node:events'
import { createServer } from 'node:http'
import { isJsonObject } from '@gateway/core'
import { exportJWK, generateKeyPair } from 'jose'
import { Provider } from 'oidc-provider'

export const AUDIENCE = 'urn:agents'

export interface OidcIssuer extends AsyncDisposable {
  readonly issuer: string
  /** An access token for this gateway, as JWT, for a client of its own and with these further claims, good for so long. */
  token(claims?: Readonly<Record<string, unknown>>, seconds?: number): Promise<string>
  /** From now on it signs with another key, and names only that. */
  rotate(): Promise<void>
  /** While true, it answers nothing. */
  away: boolean
}

const CLIENT = { id: 'worker', secret: 'secret-of-the-worker' }

/** A real OpenID provider on the loopback address. */
export async function oidcIssuer(): Promise<OidcIssuer> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  const issuer = `http://127.0.0.1:${address.port}`
  let further: Readonly<Record<string, unknown>> = {}
  let lifetime = 0
  let made = 0
  const provider = async () => {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true })
    made += 1
    const jwk = { ...(await exportJWK(privateKey)), kid: `key-${made}`, alg: 'RS256', use: 'sig' }
    return new Provider(issuer, {
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          grant_types: ['client_credentials'],
          redirect_uris: [],
          response_types: [],
        },
      ],
      jwks: { keys: [jwk] },
      extraTokenClaims: () => ({ ...further }),
      features: {
        clientCredentials: { enabled: true },
        devInteractions: { enabled: false },
        resourceIndicators: {
          enabled: true,
          defaultResource: () => AUDIENCE,
          getResourceServerInfo: () => ({
            scope: '',
            audience: AUDIENCE,
            accessTokenFormat: 'jwt',
            accessTokenTTL: lifetime,
            jwt: { sign: { alg: 'RS256' } },
          }),
        },
      },
    }).callback()
  }
  let answer = await provider()
  server.on('request', (request, response) => {
    if (result.away) response.destroy()
    else void answer(request, response)
  })
  const result: OidcIssuer = {
    issuer,
    away: false,
    async token(claims = {}, seconds = 300) {
      further = claims
      lifetime = seconds
      const basic = Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64')
      const answered = await fetch(`${issuer}/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${basic}` },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      })
      const body: unknown = await answered.json()
      if (!isJsonObject(body) || typeof body.access_token !== 'string') throw new Error('no token was given')
      return body.access_token
    },
    async rotate() {
      answer = await provider()
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return result
}
