import { gatewayError, isGatewayError } from '@gateway/core'
import { decodeJwt, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { joseCode } from './issuer-keys.ts'
import { DEFAULT_TOLERANCE_SECONDS } from './token-identity.ts'
import { TOKEN_ALGORITHMS, type TokenIssuer } from './token-issuer.ts'

/** An issuer with the keys that its tokens are checked with. */
export interface KnownIssuer {
  readonly issuer: TokenIssuer
  readonly keys: JWTVerifyGetKey
}

export interface VerifiedToken {
  readonly issuer: TokenIssuer
  readonly payload: JWTPayload & { readonly exp: number }
}

/** Longer ones are not looked at. The largest that issuers give out have about half of this. */
const LONGEST = 16_384
/** Access tokens (RFC 9068) and ID tokens, and no other kind that an issuer signs, such as one for signing out. */
const TYPES: ReadonlySet<string> = new Set(['jwt', 'at+jwt', 'application/jwt', 'application/at+jwt'])

// Without a cause: those of jose hold the claims of the token.
const refused = (why: string) => gatewayError('UNAUTHENTICATED', why)

const malformed = () =>
  refused('The token is malformed: it is no JSON Web Token that can be read. Send it as its issuer gave it.')

/**
 * Checks a token: that its issuer is known and signed it, that it is for this gateway, and that its time is now. Rejects
 * with UNAUTHENTICATED, saying what is wrong with it, and with UNAVAILABLE where that cannot be told.
 */
export async function verifyToken(token: string, issuers: ReadonlyMap<string, KnownIssuer>): Promise<VerifiedToken> {
  if (token.length > LONGEST)
    throw refused(`The token is longer than ${LONGEST} characters. Ask for one with fewer claims.`)
  const known = issuers.get(issuerOf(token) ?? '')
  if (known === undefined) throw refused('The issuer of this token is not known here. Ask an administrator to add it.')
  const { issuer, keys } = known
  const {
    payload: { exp, ...payload },
    protectedHeader,
  } = await jwtVerify(token, keys, {
    issuer: issuer.issuer,
    audience: [...issuer.audience],
    algorithms: [...(issuer.algorithms ?? TOKEN_ALGORITHMS)],
    clockTolerance: issuer.clockToleranceSeconds ?? DEFAULT_TOLERANCE_SECONDS,
    requiredClaims: ['exp'],
  }).catch((error: unknown) => {
    throw isGatewayError(error) ? error : refusal(error)
  })
  if (exp === undefined) throw malformed()
  if (protectedHeader.typ !== undefined && !TYPES.has(protectedHeader.typ.toLowerCase())) {
    throw refused('The token is of a kind that is not for calling. Send an access token or an ID token.')
  }
  // Whoever has it could not show that it is theirs (RFC 9449 §7.1, RFC 8705 §3).
  if (payload.cnf !== undefined) {
    throw refused(
      'The token is bound to a key of its owner (DPoP or mTLS), which is not supported. Send one that is not.',
    )
  }
  return { issuer, payload: { ...payload, exp } }
}

function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss
  } catch {
    throw malformed()
  }
}

const CLAIMS: Readonly<Record<string, string>> = {
  aud: 'The token is for somebody else: its audience (aud) is not that of this gateway. Ask its issuer for one with it.',
  nbf: 'The token is not valid yet (nbf). Wait, or set the clocks right.',
  exp: 'The token says not until when it is valid (exp). Ask its issuer for one that does.',
}

function refusal(error: unknown) {
  switch (joseCode(error)) {
    case 'ERR_JWT_EXPIRED':
      return refused('The token has expired. Get a new one from its issuer.')
    case 'ERR_JWT_CLAIM_VALIDATION_FAILED': {
      const claim = error instanceof Error && 'claim' in error ? String(error.claim) : ''
      return refused(CLAIMS[claim] ?? 'A claim of the token does not hold. Get a new one from its issuer.')
    }
    case 'ERR_JOSE_ALG_NOT_ALLOWED':
      return refused('The token is signed in a way (alg) that is not allowed for its issuer.')
    case 'ERR_JWKS_NO_MATCHING_KEY':
    case 'ERR_JWKS_MULTIPLE_MATCHING_KEYS':
      return refused('The token is signed with a key (kid) that its issuer does not name.')
    case 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED':
      return refused('The signature of the token is wrong. Send it as its issuer gave it.')
    default:
      return malformed()
  }
}
