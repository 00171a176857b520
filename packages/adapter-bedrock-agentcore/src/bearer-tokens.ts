import {
  clientCredentials,
  createConnectionPool,
  createHttpClient,
  type Limits,
  type TokenAuthorizer,
  tokenAuthorizer,
} from '@gateway/adapter-kit'
import type { MayReach } from '@gateway/core'
import type { AuthSettings } from './auth-settings.ts'
import { statusOf } from './runtime-refusal.ts'

/** Settings of runtimes with OAuth inbound authorization. */
export type BearerSettings = Exclude<AuthSettings, { readonly type: 'sigv4' }>

/** Tokens by the settings. Nothing is fetched before the first call. */
export function bearerTokens(settings: BearerSettings, limits: Limits, mayReach?: MayReach): TokenAuthorizer {
  if (settings.type === 'bearer') {
    return tokenAuthorizer({ renewable: false, obtain: async () => ({ value: settings.token }) })
  }
  const pool = createConnectionPool({ mayReach })
  return tokenAuthorizer(
    clientCredentials(settings, createHttpClient({ limits: { connectMs: limits.connectMs }, pool })),
  )
}

const UNSIGNED = 'smithy.api#noAuth'

/** Keeps the SDK from signing, which it does by default: these runtimes want a token in its place. */
export const unsigned = {
  httpAuthSchemeProvider: () => [{ schemeId: UNSIGNED }],
  httpAuthSchemes: [
    {
      schemeId: UNSIGNED,
      // An identity is only asked for because a scheme has one.
      identityProvider: () => async () => ({}),
      signer: { sign: async <Request>(request: Request) => request },
    },
  ],
}

/**
 * Sends a request of the SDK with a token. One that is answered 401 was refused by the service before anything of it
 * began (what the agent itself refuses comes as 424), so it is sent once more where another token can be had.
 */
export async function sendWithToken<Answer>(
  headers: Record<string, string>,
  tokens: TokenAuthorizer,
  send: () => Promise<Answer>,
): Promise<Answer> {
  const token = await tokens.authorize()
  Object.assign(headers, token)
  try {
    return await send()
  } catch (error) {
    if (statusOf(error) !== 401 || !tokens.renew(token)) throw error
    Object.assign(headers, await tokens.authorize())
    return send()
  }
}
