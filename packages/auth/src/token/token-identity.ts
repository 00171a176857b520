import type { UserRole } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import type { JWTPayload } from 'jose'
import { keyHash } from '../key-hash.ts'
import { listClaim, readClaim, textClaim } from './read-claim.ts'
import type { TokenIssuer } from './token-issuer.ts'

/** Who a token is of, by its claims alone. */
export interface TokenIdentity {
  readonly issuer: TokenIssuer
  /** The same for every token of this subject. */
  readonly keyId: string
  readonly userId: string
  readonly email: string | undefined
  /** Ids or aliases, whether there are such teams or not. `undefined`: this issuer's tokens name none. */
  readonly teams: readonly string[] | undefined
  /** `undefined`: the token says nothing of roles. */
  readonly role: UserRole | undefined
  /** Ids or names. `undefined`: this issuer's tokens name none. */
  readonly agents: readonly string[] | undefined
  /** Milliseconds since the epoch, with what clocks may differ. */
  readonly expiresAt: number
}

/** What may do most comes first. */
const ROLES: readonly UserRole[] = ['proxy_admin', 'proxy_admin_viewer', 'internal_user', 'internal_user_viewer']

export const DEFAULT_TOLERANCE_SECONDS = 30

const LONGEST_ID = 256

/** Reads the claims of a token that was found good. Throws UNAUTHENTICATED where its user cannot be told. */
export function tokenIdentity(payload: JWTPayload & { readonly exp: number }, issuer: TokenIssuer): TokenIdentity {
  const { claims = {}, clockToleranceSeconds = DEFAULT_TOLERANCE_SECONDS } = issuer
  const userClaim = claims.user ?? 'sub'
  const user = textClaim(payload, userClaim)
  if (user === undefined || user.length > LONGEST_ID || /\p{Cc}/u.test(user)) {
    throw gatewayError(
      'UNAUTHENTICATED',
      `The token has no usable claim '${userClaim}', which says whose it is. Ask its issuer for one, or set claims.user.`,
    )
  }
  const verified = readClaim(payload, 'email_verified') !== false
  if (userClaim === 'email' && !verified) {
    throw gatewayError('UNAUTHENTICATED', 'The email address of this token is not verified. Verify it at the issuer.')
  }
  return {
    issuer,
    keyId: `jwt:${keyHash(JSON.stringify([issuer.issuer, payload.sub ?? user]))}`,
    userId: `${issuer.userIdPrefix ?? ''}${user}`,
    email: verified ? textClaim(payload, claims.email ?? 'email') : undefined,
    teams: claims.team === undefined ? undefined : listClaim(payload, claims.team),
    role: claims.roles === undefined ? undefined : roleOf(listClaim(payload, claims.roles), issuer),
    agents: claims.agents === undefined ? undefined : listClaim(payload, claims.agents),
    expiresAt: (payload.exp + clockToleranceSeconds) * 1_000,
  }
}

function roleOf(values: readonly string[], { roles = {} }: TokenIssuer): UserRole | undefined {
  const found = new Set(values.flatMap((value) => (Object.hasOwn(roles, value) ? (roles[value] ?? []) : [])))
  return ROLES.find((role) => found.has(role))
}
