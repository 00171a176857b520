import type { UserRole } from '@gateway/core'
import { type Claims, listClaim, readClaim, textClaim } from './read-claim.ts'

/** What may do most comes first. */
const ROLES: readonly UserRole[] = ['proxy_admin', 'proxy_admin_viewer', 'internal_user', 'internal_user_viewer']
const LONGEST_ID = 256

/** The id of a user; `undefined` where the claim is not there, or cannot be one. */
export function userIdClaim(claims: Claims, name: string): string | undefined {
  const id = textClaim(claims, name)
  return id === undefined || id.length > LONGEST_ID || /\p{Cc}/u.test(id) ? undefined : id
}

/** Whether nothing says that the address has not been verified. Some issuers write that as text. */
export const isVerified = (claims: Claims) =>
  String(readClaim(claims, 'email_verified') ?? true).toLowerCase() !== 'false'

/** The e-mail address, unless it is said not to be verified. */
export const emailClaim = (claims: Claims, name = 'email') => (isVerified(claims) ? textClaim(claims, name) : undefined)

/** What the values of a claim make of somebody: of several roles the one that may do most, `undefined` where none is mapped. */
export function roleClaim(
  claims: Claims,
  name: string,
  roles: Readonly<Record<string, UserRole>> = {},
): UserRole | undefined {
  const values = listClaim(claims, name)
  const found = new Set(values.flatMap((value) => (Object.hasOwn(roles, value) ? (roles[value] ?? []) : [])))
  return ROLES.find((role) => found.has(role))
}
