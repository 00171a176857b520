/** For tests: a real authorization server (oidc-provider) on the loopback address. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'

export interface AuthorizationServer extends AsyncDisposable {
  readonly origin: string
  readonly tokenUrl: string
  /** How many tokens were asked for. */
  readonly asked: () => number
  /** Whether a token is one of its own and still holds. */
  accepts(token: string): Promise<boolean>
}

export const CLIENT = { clientId: 'gateway:1', clientSecret: 'secret+&/=%:' } as const

/** Issues tokens to `CLIENT`, who says who it is by HTTP Basic or in the body. */
export async function serveTokens(
  options: { readonly seconds?: number; readonly path?: string; readonly body?: boolean } = {},
): Promise<AuthorizationServer> {
  const path = options.path ?? '/token'
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  const origin = `http://127.0.0.1:${address.port}`
  const provider = new Provider(origin, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
        scope: 'agents',
        token_endpoint_auth_method: options.body ? 'client_secret_post' : 'client_secret_basic',
      },
    ],
    scopes: ['agents', 'everything'],
    features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
    ttl: { ClientCredentials: options.seconds ?? 600 },
    routes: { token: path },
  })
  let asked = 0
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (request.url === path) asked += 1
    answer(request, response)
  })
  return {
    origin,
    tokenUrl: `${origin}${path}`,
    asked: () => asked,
    accepts: async (token) => (await provider.ClientCredentials.find(token)) !== undefined,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
