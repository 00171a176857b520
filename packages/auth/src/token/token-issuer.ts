import type { UserRole } from '@gateway/core'

/** Signatures that need a private key to make. Those of a shared secret (HS…) and `none` are never taken. */
export const TOKEN_ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const

export type TokenAlgorithm = (typeof TOKEN_ALGORITHMS)[number]

/**
 * Which claim says what. A name is looked for as it stands, then as a path (`realm_access.roles`). `scope` and `scp` are
 * lists of words; of any other claim a text is one value, and a list several.
 */
export interface TokenClaims {
  /** The user's id. Default `sub`. It must never be given to another and not be chosen by its user. */
  readonly user?: string | undefined
  /** Kept with a user that is made. Default `email`. */
  readonly email?: string | undefined
  /** Teams, by id or alias. Default: none is read. */
  readonly team?: string | undefined
  /** Looked up in `roles`. Default: none is read, and the role is that of the stored user. */
  readonly roles?: string | undefined
  /** Ids or names of agents that this token is for. Default: none is read. */
  readonly agents?: string | undefined
}

/** An issuer whose tokens are taken, and what they mean here. */
export interface TokenIssuer {
  /** What `iss` has to be, to the letter. */
  readonly issuer: string
  /** One of these has to be in `aud`. */
  readonly audience: readonly string[]
  /** Where its keys are. Default: where its OpenID configuration says. */
  readonly jwksUrl?: string | undefined
  /** Whether its keys may be fetched over plain http from elsewhere than this machine. Default false. */
  readonly allowHttp?: boolean | undefined
  /** Default: all of `TOKEN_ALGORITHMS`. */
  readonly algorithms?: readonly TokenAlgorithm[] | undefined
  /** By how much clocks may differ. Default 30. */
  readonly clockToleranceSeconds?: number | undefined
  readonly claims?: TokenClaims | undefined
  /** What a value of the claim `roles` makes of its bearer; of several, the one that may do most. */
  readonly roles?: Readonly<Record<string, UserRole>> | undefined
  /** Stands before the ids of users, so that two issuers' users are different people. Default: nothing. */
  readonly userIdPrefix?: string | undefined
  /** Whether a user who is not known becomes one; else they are refused. Default false. */
  readonly createUsers?: boolean | undefined
  /** Whether `createUsers` holds of users who have been deleted here, too. Default false: only an administrator adds them again. */
  readonly recreateUsers?: boolean | undefined
  /**
   * Ids or names of agents, or all, that every token is granted. Default: with a team all, as the team narrows it; without
   * one, what the stored user is granted by name.
   */
  readonly agents?: 'all' | 'none' | readonly string[] | undefined
}
