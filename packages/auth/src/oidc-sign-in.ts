import type { Logger, OidcSignIn } from '@gateway/core'
import { gatewayError, isGatewayError } from '@gateway/core'
import { createOidcClient, type OidcClientOptions } from './oidc-client.ts'
import { present } from './present.ts'
import { teamsOfClaims, type UserOfClaimsOptions, userOfClaims } from './user-of-claims.ts'

export interface OidcSignInOptions extends OidcClientOptions, UserOfClaimsOptions {
  /** For the page where people sign in, such as `Sign in with Example`. */
  readonly label: string
  /** Default `openid profile email`. */
  readonly scopes?: readonly string[] | undefined
  /** Where the provider sends the browser after signing out; the provider has to know it. */
  readonly afterSignOut?: string | undefined
  /** Keeps what the browser must not read. The same on every gateway: one sends the browser away, another takes it back. */
  readonly cipher: { readonly encrypt: (text: string) => string; readonly decrypt: (text: string) => string }
  readonly logger?: Logger | undefined
}

/** How long somebody may take at the provider. */
const AWAY_MS = 600_000
/** It goes into an address, of which proxies take no more than some 8,000 characters. */
const LONGEST_ID_TOKEN = 4_096

interface Kept {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly redirectUri: string
  readonly returnTo: string
  /** Milliseconds since the epoch. */
  readonly until: number
}

const startAgain = (why: string) => gatewayError('UNAUTHENTICATED', `${why} Start again, in the same browser.`)

/** Signing in with the authorization code flow and PKCE. The provider is asked when somebody signs in, not before. */
export function createOidcSignIn(options: OidcSignInOptions): OidcSignIn {
  const { cipher, scopes = ['openid', 'profile', 'email'], logger, label } = options
  const open = createOidcClient(options)

  const keptOf = (text: string): Kept => {
    let kept: Kept
    try {
      // Nobody else can have written it.
      kept = JSON.parse(cipher.decrypt(text))
    } catch {
      throw startAgain('What the browser kept cannot be read.')
    }
    if (!(kept.until > Date.now())) throw startAgain('Signing in took longer than ten minutes.')
    return kept
  }

  // With it a provider asks nobody whether they mean it. It says who somebody is: it is in the database as a secret.
  const keptIdToken = (token: string | undefined) =>
    token === undefined || token.length > LONGEST_ID_TOKEN ? undefined : cipher.encrypt(token)
  const readIdToken = (text: string | undefined) => {
    try {
      return text === undefined ? undefined : cipher.decrypt(text)
    } catch {
      // The encryption key is another by now; signing out goes without.
      return undefined
    }
  }

  return {
    label,
    async begin({ redirectUri, returnTo }) {
      const { client, config } = await open()
      const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()]
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: [...new Set(['openid', ...scopes])].join(' '),
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
      const kept: Kept = { state, nonce, verifier, redirectUri, returnTo, until: Date.now() + AWAY_MS }
      return { url: url.href, kept: cipher.encrypt(JSON.stringify(kept)) }
    },
    async finish({ kept: text, query }) {
      const kept = keptOf(text)
      // Anybody can send a browser here with an answer of their own: first, that it is the answer to this question.
      if (query.get('state') !== kept.state)
        throw startAgain('This is not the answer to the last start of this browser.')
      if (query.has('error')) throw refusal(query.get('error'))
      const { client, config } = await open()
      const back = new URL(kept.redirectUri)
      back.search = query.toString()
      try {
        const tokens = await client.authorizationCodeGrant(config, back, {
          pkceCodeVerifier: kept.verifier,
          expectedState: kept.state,
          expectedNonce: kept.nonce,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        if (claims === undefined) throw new Error('the provider sent no ID token')
        const more =
          config.serverMetadata().userinfo_endpoint === undefined
            ? {}
            : await client.fetchUserInfo(config, tokens.access_token, claims.sub)
        const said = { ...more, ...claims }
        const user = await userOfClaims(said, options)
        return {
          vouched: { user, teams: teamsOfClaims(said, options), idToken: keptIdToken(tokens.id_token) },
          returnTo: kept.returnTo,
        }
      } catch (error) {
        if (isGatewayError(error)) throw error
        logger?.warn({ err: error }, 'an identity provider could not vouch for somebody who signs in')
        throw startAgain('The identity provider did not vouch for you; the log of the gateway says why.')
      }
    },
    async endUrl({ idToken }) {
      try {
        const { client, config } = await open()
        if (config.serverMetadata().end_session_endpoint === undefined) return undefined
        const { afterSignOut } = options
        const parameters = afterSignOut === undefined ? {} : { post_logout_redirect_uri: afterSignOut }
        return client.buildEndSessionUrl(config, { ...parameters, ...present('id_token_hint', readIdToken(idToken)) })
          .href
      } catch {
        // Signing out here must not fail for it.
        return undefined
      }
    },
  }
}

/** What the provider says for people stays with it: whoever sends the browser here could write it. */
function refusal(error: string | null) {
  if (error === 'access_denied') {
    return gatewayError(
      'UNAUTHENTICATED',
      'The identity provider did not let you in, or you stopped there. Start again, or ask who manages it for access to this gateway.',
    )
  }
  if (error === 'temporarily_unavailable' || error === 'server_error') {
    return gatewayError('UNAVAILABLE', 'The identity provider cannot sign you in now. Try again in a minute.', {
      retryable: true,
      retryAfter: 60,
    })
  }
  return startAgain(
    'The identity provider refused the request of the gateway: an administrator should check signIn.oidc (clientId, scopes) and the redirect address it has for this gateway.',
  )
}
