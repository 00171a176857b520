import type { Logger } from '@gateway/core'
import { gatewayError, isJsonObject } from '@gateway/core'
import { createLocalJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose'
import type { TokenIssuer } from './token-issuer.ts'

/**
 * Gets a JSON document from an issuer, bounded in size, without following redirects, and from nowhere that is not to be
 * called. Rejects when there is none.
 */
export type FetchDocument = (url: string, signal: AbortSignal) => Promise<unknown>

export interface IssuerKeysOptions {
  readonly fetchDocument: FetchDocument
  readonly logger?: Pick<Logger, 'warn'>
  /** How old keys may be before they are asked for again. Default 10 minutes. */
  readonly maxAgeMs?: number
  /** Between two questions for keys, whatever kids callers name. Default 30 seconds. */
  readonly coolDownMs?: number
  /** How long keys serve that could not be asked for again. Default 24 hours. */
  readonly outageMs?: number
}

/** For how long an issuer is waited for. */
const WAIT_MS = 5_000
/** Between two questions where there is nothing to go on with, in seconds. */
const RETRY_SECONDS = 5
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/

/** What jose says of an error. */
export const joseCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

/** Where an issuer's OpenID configuration is (OpenID Connect Discovery 1.0 §4). */
export const openIdConfigurationUrl = (issuer: string) =>
  `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`

/**
 * The public keys of one issuer, by the `kid` of a token. They are kept, and asked for again when they are old or a token
 * names another: once at a time, and not more often than the cool-down lets. While the issuer is away, the kept ones serve.
 * Rejects with UNAVAILABLE where a token cannot be decided for want of keys.
 */
export function createIssuerKeys(issuer: TokenIssuer, options: IssuerKeysOptions): JWTVerifyGetKey {
  const { fetchDocument, logger, maxAgeMs = 600_000, coolDownMs = 30_000, outageMs = 86_400_000 } = options
  let kept: { readonly find: JWTVerifyGetKey; readonly at: number } | undefined
  let asking: Promise<void> | undefined
  let askedAt = Number.NEGATIVE_INFINITY
  let failure: unknown

  const ask = async () => {
    askedAt = performance.now()
    try {
      const signal = AbortSignal.timeout(WAIT_MS)
      const url = issuer.jwksUrl ?? (await discover(issuer, fetchDocument, signal))
      const find = createLocalJWKSet(keySet(await fetchDocument(secured(url, issuer), signal)))
      kept = { find, at: performance.now() }
      failure = undefined
    } catch (error) {
      failure = error ?? new Error('no reason given')
      logger?.warn({ err: error, issuer: issuer.issuer }, 'the keys of a token issuer could not be read')
    }
  }
  const askOnce = () => {
    asking ??= ask().finally(() => {
      asking = undefined
    })
    return asking
  }
  const cooled = (ms: number) => asking !== undefined || performance.now() - askedAt >= ms
  const unavailable = () =>
    gatewayError(
      'UNAVAILABLE',
      'The gateway cannot check this token now: its issuer does not give its keys. Try again.',
      {
        cause: failure,
        retryable: true,
        retryAfter: RETRY_SECONDS,
      },
    )
  const usable = () => (kept !== undefined && performance.now() - kept.at < outageMs ? kept : undefined)

  return async (header, token) => {
    const age = kept === undefined ? Number.POSITIVE_INFINITY : performance.now() - kept.at
    if (age >= maxAgeMs && cooled(usable() ? coolDownMs : RETRY_SECONDS * 1_000)) await askOnce()
    const before = usable()
    if (before === undefined) throw unavailable()
    try {
      return await before.find(header, token)
    } catch (error) {
      if (joseCode(error) !== 'ERR_JWKS_NO_MATCHING_KEY') throw error
      if (cooled(coolDownMs)) await askOnce()
      // A key that was made while the issuer is away is not known to be wrong.
      if (failure !== undefined) throw unavailable()
      const after = usable()
      if (after === undefined || after === before) throw error
      return after.find(header, token)
    }
  }
}

async function discover(issuer: TokenIssuer, fetchDocument: FetchDocument, signal: AbortSignal): Promise<string> {
  const found = await fetchDocument(secured(openIdConfigurationUrl(issuer.issuer), issuer), signal)
  if (!isJsonObject(found) || found.issuer !== issuer.issuer || typeof found.jwks_uri !== 'string') {
    throw new Error('The OpenID configuration has another issuer than the one that is set, or no jwks_uri.')
  }
  return found.jwks_uri
}

/** Whoever can change keys on their way can make tokens. */
function secured(url: string, { allowHttp = false }: TokenIssuer): string {
  if (!URL.canParse(url)) throw new Error('The address of the keys is not a URL.')
  const { protocol, hostname } = new URL(url)
  if (protocol === 'https:' || (protocol === 'http:' && (allowHttp || LOOPBACK.test(hostname)))) return url
  throw new Error('The address of the keys is not https. Set allowHttp where the network is to be trusted.')
}

function keySet(document: unknown): JSONWebKeySet {
  if (!isJsonObject(document) || !Array.isArray(document.keys)) throw new Error('The answer is no JSON Web Key Set.')
  const keys = document.keys.filter(isJsonObject).flatMap((key) => {
    // A shared secret is not for checking what others sign.
    if (typeof key.kty !== 'string' || key.kty === 'oct') return []
    return [{ ...key, kty: key.kty }]
  })
  return { keys }
}
