import type { Caller, Change, Logger } from '@gateway/core'
import { gatewayError, isGatewayError } from '@gateway/core'
import { LRUCache } from 'lru-cache'
import { bearerOf } from '../credential.ts'
import type { KindAuthenticator } from '../first-of.ts'
import type { FindAgent } from '../grant-of.ts'
import { createGrantSources, type IdentityStores } from '../grant-sources.ts'
import { keyHash } from '../key-hash.ts'
import { createIssuerKeys, type FetchDocument, type IssuerKeysOptions } from './issuer-keys.ts'
import { createTeamNames } from './team-names.ts'
import { TEAM_HEADER, tokenCaller } from './token-caller.ts'
import { type TokenIdentity, tokenIdentity } from './token-identity.ts'
import type { TokenIssuer } from './token-issuer.ts'
import { type KnownIssuer, verifyToken } from './verify-token.ts'

export interface TokenAuthenticatorOptions extends IdentityStores {
  /** Each issuer once. */
  readonly issuers: readonly TokenIssuer[]
  readonly fetchDocument: FetchDocument
  /** Finds the agents that a claim or a setting names. */
  readonly findAgent: FindAgent
  readonly onChange: (listener: (change: Change) => void) => () => void
  /** Hears of issuers that do not give their keys. */
  readonly logger?: Pick<Logger, 'warn'>
  /** How many tokens are kept at hand. Default 10,000. */
  readonly cacheSize?: number
  readonly issuerKeys?: Pick<IssuerKeysOptions, 'maxAgeMs' | 'coolDownMs' | 'outageMs'>
}

/** Three parts, the first of them the beginning of a JSON object: a JSON Web Token, also one without a signature. */
const FORM = /^ey[\w-]*\.[\w-]*\.[\w-]*$/
/** Agents come and go without a notice: those that a token names are looked up again after this time. */
const NAMES_MS = 10_000
/** For how long a token that was found wrong is not looked at again. */
const REFUSED_MS = 10_000

interface KnownToken {
  readonly identity: TokenIdentity
  readonly caller: Caller
  /** That of the teams, users and access groups the caller was made of. */
  readonly generation: number
  /** When the caller is made anew, in milliseconds since the epoch. */
  readonly freshUntil: number
}

/**
 * Authenticates the JSON Web Tokens of OpenID Connect and OAuth issuers. A token that was found good is kept at hand by its
 * hash until it expires, with what its team and user leave of its grants; these are looked at anew when the store announces
 * a change. So a known token costs neither a signature nor a read, and a change counts from the next call on.
 */
export function createTokenAuthenticator(options: TokenAuthenticatorOptions): KindAuthenticator {
  const { issuers, onChange, cacheSize = 10_000 } = options
  const known = new Map<string, KnownIssuer>(
    issuers.map((issuer) => [
      issuer.issuer,
      { issuer, keys: createIssuerKeys(issuer, { ...options, ...options.issuerKeys }) },
    ]),
  )
  const cache = new LRUCache<string, KnownToken>({ max: cacheSize })
  const refusals = new LRUCache<string, string>({ max: cacheSize, ttl: REFUSED_MS })
  const sources = createGrantSources(options, onChange)
  const callerOptions = { ...options, sources, teamNames: createTeamNames(options.teams, sources, onChange) }

  const away = (cause: unknown) =>
    gatewayError('UNAVAILABLE', 'The gateway cannot check this token now: its database does not answer. Try again.', {
      cause,
      retryable: true,
      retryAfter: 5,
    })

  const admit = async (id: string, identity: TokenIdentity, team: string | undefined): Promise<Caller> => {
    if (!(identity.expiresAt > Date.now())) throw expired()
    const { generation } = sources
    const caller = await tokenCaller(identity, team, callerOptions).catch((error: unknown) => {
      throw isGatewayError(error) ? error : away(error)
    })
    const named = identity.agents !== undefined || Array.isArray(identity.issuer.agents)
    const freshUntil = named ? Math.min(identity.expiresAt, Date.now() + NAMES_MS) : identity.expiresAt
    // What changed meanwhile is found by the generation: it was read before.
    cache.set(id, { identity, caller, generation, freshUntil })
    return caller
  }

  const check = async (id: string, token: string, hash: string, team: string | undefined): Promise<Caller> => {
    const identity = await verifyToken(token, known)
      .then(({ payload, issuer }) => tokenIdentity(payload, issuer))
      .catch((error: unknown) => {
        if (isGatewayError(error) && error.code === 'UNAUTHENTICATED') refusals.set(hash, error.message)
        throw error
      })
    return admit(id, identity, team)
  }

  return (headers) => {
    const token = bearerOf(headers)
    if (typeof token !== 'string' || !FORM.test(token)) return undefined
    const hash = keyHash(token)
    const sent = headers[TEAM_HEADER]
    const team = (typeof sent === 'string' ? sent : sent?.[0])?.trim() || undefined
    const id = team === undefined ? hash : `${hash} ${team}`
    const entry = cache.get(id)
    if (entry) {
      if (entry.generation === sources.generation && entry.freshUntil > Date.now()) return entry.caller
      return admit(id, entry.identity, team)
    }
    const refusal = refusals.get(hash)
    if (refusal !== undefined) throw gatewayError('UNAUTHENTICATED', refusal)
    return check(id, token, hash, team)
  }
}

const expired = () => gatewayError('UNAUTHENTICATED', 'The token has expired. Get a new one from its issuer.')
