import { describe, expect, it } from 'vitest'
import { listClaim, readClaim, textClaim } from './read-claim.ts'

const claims = {
  sub: 'ann',
  number: 7,
  empty: '',
  'https://example.com/roles': ['a', 'b', 'a', 3, null, {}],
  realm_access: { roles: ['admin'] },
  resource_access: { 'my.client': { roles: ['x'] } },
  group: 'Human Resources',
  scope: 'read  write',
  scp: ['read', 'admin all'],
}

describe('readClaim', () => {
  it('finds a name as it stands, and as a path, also over members with dots', () => {
    expect(textClaim(claims, 'sub')).toBe('ann')
    expect(listClaim(claims, 'https://example.com/roles')).toEqual(['a', 'b', '3'])
    expect(listClaim(claims, 'realm_access.roles')).toEqual(['admin'])
    expect(listClaim(claims, 'resource_access.my.client.roles')).toEqual(['x'])
  })

  it('finds nothing in what is not there, is empty, or is no claim but part of every object', () => {
    for (const name of [
      'none',
      'sub.length',
      'realm_access.none',
      'constructor',
      '__proto__',
      'realm_access.__proto__',
    ]) {
      expect(readClaim(claims, name)).toBeUndefined()
    }
    expect(textClaim(claims, 'empty')).toBeUndefined()
    expect(textClaim(claims, 'realm_access')).toBeUndefined()
    expect(listClaim(claims, 'none')).toEqual([])
  })

  it('takes a whole number as text, and only scopes as words', () => {
    expect(textClaim(claims, 'number')).toBe('7')
    expect(listClaim(claims, 'group')).toEqual(['Human Resources'])
    expect(listClaim(claims, 'scope')).toEqual(['read', 'write'])
    expect(listClaim(claims, 'scp')).toEqual(['read', 'admin', 'all'])
  })
})
