import { clientCredentials, type HttpClient, tokenAuthorizer } from '@gateway/adapter-kit'
import type { AuthSettings } from './auth-settings.ts'
import { entraTokens } from './entra-tokens.ts'
import { sigV4Authorizer } from './sigv4-authorizer.ts'

/** A request that is about to be sent to the agent. Header names are in lower case. */
export interface OutgoingRequest {
  readonly method: 'GET' | 'POST'
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
}

/** Makes requests the gateway's own. */
export interface Authorizer {
  /**
   * The headers that go with a request beside its own. Rejects with AGENT_ERROR when the credentials are refused or
   * cannot be found, AGENT_UNREACHABLE or AGENT_TIMEOUT when who issues tokens is away; no message has a secret in it.
   */
  authorize(request: OutgoingRequest): Promise<Readonly<Record<string, string>>>
  /** Forgets headers that the agent has answered 401 to. Whether others can be had. */
  renew?(refused: Readonly<Record<string, string>>): boolean
}

/** The authorizer that settings ask for. `client` is what fetches tokens. Nothing is fetched or imported before the first call. */
export function createAuthorizer(settings: AuthSettings, client: HttpClient): Authorizer {
  switch (settings.type) {
    case 'oauth2-client-credentials':
      return tokenAuthorizer(clientCredentials(settings, client))
    case 'entra':
      return tokenAuthorizer(entraTokens(settings, client))
    case 'sigv4':
      return sigV4Authorizer(settings)
  }
}
