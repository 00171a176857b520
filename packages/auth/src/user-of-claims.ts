import type { StoredUser, UserRole, UserStore } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { changeEntry } from './change-entry.ts'
import { deletedUser, knowUser } from './know-user.ts'
import { present } from './present.ts'
import { emailClaim, isVerified, roleClaim, userIdClaim } from './token/identity-claims.ts'
import { type Claims, listClaim } from './token/read-claim.ts'

export interface ClaimMapping {
  /** The claim whose value is the user's id here: one that people cannot change for themselves. Default `sub`. */
  readonly user?: string | undefined
  /** Default `email`. */
  readonly email?: string | undefined
  /** The claim with the names that `roles` maps; dots lead into objects. Default `roles`. */
  readonly roles?: string | undefined
  /** Teams, by id or alias. Default: none is read, and the teams are those that the user is a member of. */
  readonly team?: string | undefined
}

export interface UserOfClaimsOptions {
  readonly users: UserStore
  readonly claims?: ClaimMapping | undefined
  /** Which role a value of the roles claim gives; the highest counts. Without it, roles are those given over the API. */
  readonly roles?: Readonly<Record<string, UserRole>> | undefined
  /** Stands before the ids of users: the same as of this issuer's tokens. Default: nothing. */
  readonly userIdPrefix?: string | undefined
  /** Make a user of somebody who is not known yet. Default `false`: an administrator makes users. */
  readonly createUsers?: boolean | undefined
  /** Also of somebody who has been deleted here. Default `false`: only an administrator adds them again. */
  readonly recreateUsers?: boolean | undefined
}

/** The teams that claims name; `undefined` where none are looked for. */
export const teamsOfClaims = (claims: Claims, { claims: names }: Pick<UserOfClaimsOptions, 'claims'>) =>
  names?.team === undefined ? undefined : listClaim(claims, names.team)

/** The user whom claims are about, with the role and address that they say now. Rejects with PERMISSION_DENIED and the remedy. */
export async function userOfClaims(claims: Claims, options: UserOfClaimsOptions): Promise<StoredUser> {
  const { users, claims: names, roles, userIdPrefix = '' } = options
  const claim = names?.user ?? 'sub'
  const named = userIdClaim(claims, claim)
  if (named === undefined) {
    throw gatewayError(
      'PERMISSION_DENIED',
      `The identity provider sends no claim "${claim}" that can name the user here. An administrator has to ask the provider for it, or name another in signIn.oidc.claims.user.`,
    )
  }
  if ((claim === 'email' || claim === names?.email) && !isVerified(claims)) {
    throw gatewayError(
      'PERMISSION_DENIED',
      'The identity provider has not verified your e-mail address. Verify it there.',
    )
  }
  const id = `${userIdPrefix}${named}`
  const email = emailClaim(claims, names?.email)
  // Where roles are mapped, nobody keeps one that the provider does not give any more.
  const role = roles && (roleClaim(claims, names?.roles ?? 'roles', roles) ?? 'internal_user')
  const known = (await users.get(id)) ?? (await create(id, email, options))
  if (known.blocked) {
    throw gatewayError('PERMISSION_DENIED', `The user "${id}" is blocked here. Ask an administrator to unblock them.`)
  }
  if ((role ?? known.role) === known.role && (email ?? known.email) === known.email) return known
  return changeEntry({
    read: async () => (await users.get(id)) ?? known,
    apply: (user, now) => ({
      ...user,
      role: role ?? user.role,
      ...present('email', email ?? user.email),
      updatedAt: new Date(now).toISOString(),
    }),
    write: users.update,
    what: 'This user',
  })
}

async function create(
  id: string,
  email: string | undefined,
  { users, createUsers = false, recreateUsers = false }: UserOfClaimsOptions,
): Promise<StoredUser> {
  if (!createUsers) {
    throw gatewayError(
      'PERMISSION_DENIED',
      `There is no user "${id}" in this gateway. Ask an administrator to make one with this user_id, or to set signIn.oidc.createUsers.`,
    )
  }
  if (!recreateUsers && (await users.wasDeleted(id))) throw deletedUser('PERMISSION_DENIED', id)
  await knowUser(users, id, 'sign-in', email)
  const made = await users.get(id)
  if (made) return made
  throw deletedUser('PERMISSION_DENIED', id)
}
