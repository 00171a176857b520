import { memoryStore } from '@gateway/store'
import { describe, expect, test } from 'vitest'
import type { Claims } from './token/read-claim.ts'
import { type UserOfClaimsOptions, userOfClaims } from './user-of-claims.ts'

const roleOf = async (claims: Claims, options: Partial<UserOfClaimsOptions>) => {
  const { users } = memoryStore()
  return (await userOfClaims({ sub: 'ann', ...claims }, { users, createUsers: true, ...options })).role
}
const ROLES = { admins: 'proxy_admin', auditors: 'proxy_admin_viewer', guests: 'internal_user_viewer' } as const

describe('the role', () => {
  test.each([
    [{ roles: ['guests', 'auditors', 'admins'] }, 'roles', 'proxy_admin'],
    [{ roles: 'auditors' }, 'roles', 'proxy_admin_viewer'],
    [{ roles: ['guests'] }, 'roles', 'internal_user_viewer'],
    [{ roles: ['other', 1, null, { admins: true }] }, 'roles', 'internal_user'],
    [{ roles: 'admins auditors' }, 'roles', 'internal_user'],
    [{ roles: { admins: true } }, 'roles', 'internal_user'],
    [{}, 'roles', 'internal_user'],
    [{ realm_access: { roles: ['admins'] } }, 'realm_access.roles', 'proxy_admin'],
    [{ 'https://example.com/roles': ['admins'] }, 'https://example.com/roles', 'proxy_admin'],
    [{ constructor: undefined }, 'constructor.name', 'internal_user'],
  ])('of %j by %s is %s', async (claims, name, role) => {
    expect(await roleOf(claims, { roles: ROLES, claims: { roles: name } })).toBe(role)
  })

  test('is not looked for without a mapping', async () => {
    expect(await roleOf({ roles: ['proxy_admin'] }, {})).toBe('internal_user')
  })
})

describe('the user', () => {
  test('is made once, is narrowed by nothing, and follows what the claims say', async () => {
    const { users } = memoryStore()
    const options = { users, createUsers: true, roles: ROLES }
    const made = await Promise.all([1, 2, 3].map(() => userOfClaims({ sub: 'ann', email: 'a@example.com' }, options)))
    expect(new Set(made.map(({ createdAt }) => createdAt)).size).toBe(1)
    expect(made[0]).toMatchObject({ role: 'internal_user', email: 'a@example.com', agents: { access: 'all' } })
    expect(await userOfClaims({ sub: 'eva', roles: 'admins' }, options)).toMatchObject({ agents: { access: 'all' } })
    const promoted = await userOfClaims({ sub: 'ann', roles: ['admins'], email: 'b@example.com' }, options)
    expect(await users.get('ann')).toEqual(promoted)
    expect(promoted).toMatchObject({ role: 'proxy_admin', email: 'b@example.com' })
    expect(await userOfClaims({ sub: 'ann' }, options)).toMatchObject({ role: 'internal_user', email: 'b@example.com' })
  })

  test('who was deleted comes back by an administrator, or where the setting says so', async () => {
    const { users } = memoryStore()
    await userOfClaims({ sub: 'ann' }, { users, createUsers: true })
    await users.delete('ann')
    await expect(userOfClaims({ sub: 'ann' }, { users, createUsers: true })).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
      message: expect.stringContaining('has been deleted'),
    })
    expect(await users.get('ann')).toBeUndefined()
    await userOfClaims({ sub: 'ann' }, { users, createUsers: true, recreateUsers: true })
    expect(await users.get('ann')).toMatchObject({ role: 'internal_user' })
  })

  test.each([
    [{}, {}, 'claim "sub"'],
    [{ sub: '' }, {}, 'claim "sub"'],
    [{ sub: 'ann' }, { createUsers: false }, 'no user "ann"'],
    [{ sub: 'ann' }, { claims: { user: 'oid' } }, 'claim "oid"'],
    [{ sub: 'ann', email: 'a@example.com', email_verified: false }, { claims: { user: 'email' } }, 'not verified'],
    [{ sub: 'ann', email: 'a@example.com', email_verified: 'false' }, { claims: { user: 'email' } }, 'not verified'],
  ])('of %j with %j is refused', async (claims, options, message) => {
    const { users } = memoryStore()
    await expect(userOfClaims(claims, { users, createUsers: true, ...options })).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
      message: expect.stringContaining(message),
    })
    expect((await users.list({ offset: 0, limit: 1 })).total).toBe(0)
  })
})
