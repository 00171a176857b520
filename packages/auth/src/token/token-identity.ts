import type { UserRole } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import type { JWTPayload } from 'jose'
import { keyHash } from '../key-hash.ts'
import { emailClaim, isVerified, roleClaim, userIdClaim } from './identity-claims.ts'
import { listClaim } from './read-claim.ts'
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

export const DEFAULT_TOLERANCE_SECONDS = 30

/** Reads the claims of a token that was found good. Throws UNAUTHENTICATED where its user cannot be told. */
export function tokenIdentity(payload: JWTPayload & { readonly exp: number }, issuer: TokenIssuer): TokenIdentity {
  const { claims = {}, clockToleranceSeconds = DEFAULT_TOLERANCE_SECONDS } = issuer
  const userClaim = claims.user ?? 'sub'
  const user = userIdClaim(payload, userClaim)
  if (user === undefined) {
    throw gatewayError(
      'UNAUTHENTICATED',
      `The token has no usable claim '${userClaim}', which says whose it is. Ask its issuer for one, or set claims.user.`,
    )
  }
  if ((userClaim === 'email' || userClaim === claims.email) && !isVerified(payload)) {
    throw gatewayError('UNAUTHENTICATED', 'The email address of this token is not verified. Verify it at the issuer.')
  }
  return {
    issuer,
    keyId: `jwt:${keyHash(JSON.stringify([issuer.issuer, payload.sub ?? user]))}`,
    userId: `${issuer.userIdPrefix ?? ''}${user}`,
    email: emailClaim(payload, claims.email),
    teams: claims.team === undefined ? undefined : listClaim(payload, claims.team),
    role: claims.roles === undefined ? undefined : roleClaim(payload, claims.roles, issuer.roles),
    agents: claims.agents === undefined ? undefined : listClaim(payload, claims.agents),
    expiresAt: (payload.exp + clockToleranceSeconds) * 1_000,
  }
}
