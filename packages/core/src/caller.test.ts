import { describe, expect, it } from 'vitest'
import { ownerOf, owns } from './caller.ts'

const caller = { keyId: 'k', role: 'member', agents: { access: 'none' } } as const

describe('ownerOf', () => {
  it('remembers key, user and team, and nothing that is not there', () => {
    expect(ownerOf(caller)).toEqual({ keyId: 'k' })
    expect(ownerOf({ ...caller, keyAlias: 'x', userId: 'u', teamId: 't' })).toEqual({
      keyId: 'k',
      userId: 'u',
      teamId: 't',
    })
    expect(Object.keys(ownerOf(caller))).toEqual(['keyId'])
  })
})

describe('owns', () => {
  it.each([
    ['the same key', { keyId: 'k' }, { keyId: 'k' }, true],
    ['another key', { keyId: 'x' }, { keyId: 'k' }, false],
    ['another key of the user', { keyId: 'x', userId: 'u' }, { keyId: 'k', userId: 'u' }, true],
    ['the same key, moved to another user', { keyId: 'k', userId: 'v' }, { keyId: 'k', userId: 'u' }, false],
    [
      'another user of the team',
      { keyId: 'x', userId: 'v', teamId: 't' },
      { keyId: 'k', userId: 'u', teamId: 't' },
      true,
    ],
    ['the same user, outside the team', { keyId: 'k', userId: 'u' }, { keyId: 'k', userId: 'u', teamId: 't' }, false],
    ['a user, of what a key alone made', { keyId: 'x', userId: 'u' }, { keyId: 'k' }, false],
    ['a key without a user, of a user’s', { keyId: 'x' }, { keyId: 'k', userId: 'u' }, false],
  ])('%s', (_who, asking, owner, allowed) => {
    expect(owns(asking, owner)).toBe(allowed)
  })
})
