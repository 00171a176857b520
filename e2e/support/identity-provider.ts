/** For tests: a real OpenID Connect provider (oidc-provider) on the loopback address, where people sign in with a form. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'
import type { Browser } from './browser.ts'

export const CLIENT = { clientId: 'gateway', clientSecret: 'a secret+&/=%:' } as const

export interface IdentityProvider extends AsyncDisposable {
  readonly issuer: string
  /** What it says of people, by the name they sign in with. */
  readonly people: Map<string, Readonly<Record<string, unknown>>>
  /** What the gateway asked its token endpoint for, as forms. */
  readonly tokenRequests: URLSearchParams[]
}

/** A provider that knows the gateway at these addresses. It demands PKCE. */
export async function identityProvider(redirectUris: () => string[]): Promise<IdentityProvider> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  const issuer = `http://127.0.0.1:${address.port}`
  const people = new Map<string, Readonly<Record<string, unknown>>>()
  const tokenRequests: URLSearchParams[] = []
  const make = () => {
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: CLIENT.clientId,
          client_secret: CLIENT.clientSecret,
          grant_types: ['authorization_code'],
          response_types: ['code'],
          redirect_uris: redirectUris(),
        },
      ],
      claims: { openid: ['sub', 'groups'], email: ['email', 'email_verified'], profile: ['name'] },
      pkce: { required: () => true },
      findAccount: (_context, id) => ({ accountId: id, claims: async () => ({ sub: id, ...people.get(id) }) }),
      features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
      cookies: { keys: ['test'] },
    })
    provider.use(async (context, next) => {
      await next()
      const form: unknown = context.oidc?.body
      if (context.path === '/token' && typeof form === 'object' && form !== null) {
        tokenRequests.push(
          new URLSearchParams(Object.fromEntries(Object.entries(form).map(([name, value]) => [name, String(value)]))),
        )
      }
    })
    return provider.callback()
  }
  // The addresses are known when gateways listen, which happens after this.
  let answer: ReturnType<typeof make> | undefined
  server.on('request', (request, response) => {
    answer ??= make()
    answer(request, response)
  })
  return {
    issuer,
    people,
    tokenRequests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Signs somebody in at the provider, from where the gateway has sent the browser, until the provider sends it back. Answers with that address. */
export async function throughProvider(person: Browser, start: string, login: string, issuer: string): Promise<string> {
  const back = (url: string) => !url.startsWith(issuer)
  let at = await person.follow(start, back)
  for (let forms = 0; forms < 3 && at.url.startsWith(issuer); forms += 1) {
    const page = await at.response.text()
    const action = /action="([^"]+)"/.exec(page)?.[1]
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1]
    if (action === undefined || prompt === undefined) throw new Error(`no form at ${at.url}: ${page.slice(0, 500)}`)
    const body = new URLSearchParams({ prompt, ...(prompt === 'login' ? { login, password: 'any' } : {}) })
    at = await person.follow(new URL(action, at.url).href, back, { body })
  }
  return at.url
}
