import type { StoredUser, UserRole, UserStore } from '@gateway/core'
import { gatewayError, isGatewayError } from '@gateway/core'
import { changeEntry } from './change-entry.ts'
import { deletedUser } from './know-user.ts'
import { present } from './present.ts'

/** What an identity provider says of a user. */
export type Claims = Readonly<Record<string, unknown>>

export interface ClaimMapping {
  /** The claim whose value is the user's id here: one that people cannot change for themselves. Default `sub`. */
  readonly user?: string | undefined
  /** Default `email`. */
  readonly email?: string | undefined
  /** The claim with the names that `roles` maps; dots lead into objects. Default `roles`. */
  readonly roles?: string | undefined
}

export interface UserOfClaimsOptions {
  readonly users: UserStore
  readonly claims?: ClaimMapping | undefined
  /** Which role a value of the roles claim gives; the highest counts. Without it, roles are those given over the API. */
  readonly roles?: Readonly<Record<string, UserRole>> | undefined
  /** Make a user of somebody who is not known yet. Default `false`: an administrator makes users. */
  readonly createUsers?: boolean | undefined
  /** Also of somebody who has been deleted here. Default `false`: only an administrator adds them again. */
  readonly recreateUsers?: boolean | undefined
}

const HIGHEST_FIRST: readonly UserRole[] = [
  'proxy_admin',
  'proxy_admin_viewer',
  'internal_user',
  'internal_user_viewer',
]

/** The value of a claim: by its whole name first, as names may have dots, else along the dots. */
function claimOf(claims: unknown, name: string): unknown {
  if (typeof claims !== 'object' || claims === null) return undefined
  const own = Object.entries(claims).find(([key]) => key === name)
  if (own) return own[1]
  for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) {
    const inner = Object.entries(claims).find(([key]) => key === name.slice(0, dot))
    const found = inner && claimOf(inner[1], name.slice(dot + 1))
    if (found !== undefined) return found
  }
  return undefined
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

/** The role that claims give; without any that is mapped, one that only calls. */
function roleOf(claims: Claims, { roles, claims: names }: UserOfClaimsOptions): UserRole | undefined {
  if (roles === undefined) return undefined
  const value = claimOf(claims, names?.roles ?? 'roles')
  const held: readonly unknown[] = Array.isArray(value) ? value : [value]
  const given = Object.entries(roles).flatMap(([name, role]) => (held.includes(name) ? role : []))
  return HIGHEST_FIRST.find((role) => given.includes(role)) ?? 'internal_user'
}

/** The user whom claims are about, with the role and address that they say now. Rejects with PERMISSION_DENIED and the remedy. */
export async function userOfClaims(claims: Claims, options: UserOfClaimsOptions): Promise<StoredUser> {
  const { users, claims: names } = options
  const claim = names?.user ?? 'sub'
  const id = textOf(claimOf(claims, claim))
  if (id === undefined) {
    throw gatewayError(
      'PERMISSION_DENIED',
      `The identity provider sends no claim "${claim}", which names the user here. An administrator has to ask the provider for it, or name another in signIn.oidc.claims.user.`,
    )
  }
  if (claim === (names?.email ?? 'email') && claims.email_verified === false) {
    throw gatewayError(
      'PERMISSION_DENIED',
      'The identity provider has not verified your e-mail address. Verify it there.',
    )
  }
  const email = textOf(claimOf(claims, names?.email ?? 'email'))
  const role = roleOf(claims, options)
  const known = (await users.get(id)) ?? (await create(id, { email, role: role ?? 'internal_user' }, options))
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
  { email, role }: { readonly email: string | undefined; readonly role: UserRole },
  { users, createUsers = false, recreateUsers = false }: UserOfClaimsOptions,
): Promise<StoredUser> {
  if (!createUsers) {
    throw gatewayError(
      'PERMISSION_DENIED',
      `There is no user "${id}" in this gateway. Ask an administrator to make one with this user_id, or to set signIn.oidc.createUsers.`,
    )
  }
  if (!recreateUsers && (await users.wasDeleted(id))) throw deletedUser('PERMISSION_DENIED', id)
  const time = new Date().toISOString()
  const user: StoredUser = {
    id,
    ...present('email', email),
    role,
    // An administrator may reach all; who only calls, nothing before it is granted.
    agents: { access: role === 'proxy_admin' ? 'all' : 'none' },
    createdAt: time,
    updatedAt: time,
    createdBy: 'sign-in',
  }
  try {
    await users.insert(user)
    return user
  } catch (error) {
    const first = isGatewayError(error) && error.code === 'CONFLICT' ? await users.get(id) : undefined
    // Somebody else was first.
    if (first) return first
    throw error
  }
}
