import type { Logger } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import type { ClientAuth, Configuration } from 'openid-client'

export interface OidcClientOptions {
  /** `https`, or `http` on this machine. Its configuration is read from `/.well-known/openid-configuration` under it. */
  readonly issuer: string
  readonly clientId: string
  /** Absent: a public client, which PKCE alone protects. */
  readonly clientSecret?: string | undefined
  readonly logger?: Logger | undefined
}

type Library = typeof import('openid-client')

export interface OidcClient {
  readonly client: Library
  readonly config: Configuration
}

/** Seconds that the provider has for each answer. */
const ANSWER_SECONDS = 10

/** Asks the provider what it offers, once for all who sign in, and again after that failed. Rejects with UNAVAILABLE. */
export function createOidcClient(options: OidcClientOptions): () => Promise<OidcClient> {
  const { issuer, clientId, clientSecret, logger } = options
  let found: Promise<OidcClient> | undefined
  const discover = async (): Promise<OidcClient> => {
    // Loaded where it is used: most gateways have no identity provider.
    const client = await import('openid-client')
    const url = new URL(issuer)
    const config = await client.discovery(url, clientId, undefined, authentication(client, clientSecret), {
      timeout: ANSWER_SECONDS,
      // Signatures are checked also of what comes from the provider itself.
      execute: [client.enableNonRepudiationChecks, ...(url.protocol === 'http:' ? [client.allowInsecureRequests] : [])],
    })
    return { client, config }
  }
  return () => {
    found ??= discover().catch((cause: unknown) => {
      found = undefined
      logger?.warn({ err: cause, issuer }, 'the identity provider of signIn.oidc does not answer as one')
      throw gatewayError(
        'UNAVAILABLE',
        'The identity provider does not answer. Try again in a minute, or sign in with a key; an administrator should check signIn.oidc.issuer.',
        { cause, retryable: true, retryAfter: 60 },
      )
    })
    return found
  }
}

/** HTTP Basic as the standard has it, unless the provider says that it takes the secret in the body alone. */
function authentication(client: Library, secret: string | undefined): ClientAuth {
  if (secret === undefined) return client.None()
  const [basic, post] = [client.ClientSecretBasic(secret), client.ClientSecretPost(secret)]
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported
    return (methods === undefined || methods.includes('client_secret_basic') ? basic : post)(server, ...rest)
  }
}
