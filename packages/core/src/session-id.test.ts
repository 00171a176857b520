import { expect, it } from 'vitest'
import { sessionIdOf } from './session-id.ts'

it('looks like a UUID of version 8', () => {
  expect(sessionIdOf({ keyId: 'k' }, 'agent', 'talk')).toMatch(
    /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/,
  )
})

it('is the same for everybody who owns together', () => {
  const team = sessionIdOf({ keyId: 'k1', userId: 'u1', teamId: 't' }, 'agent', 'talk')
  expect(sessionIdOf({ keyId: 'k2', teamId: 't' }, 'agent', 'talk')).toBe(team)
  const user = sessionIdOf({ keyId: 'k1', userId: 'u1' }, 'agent', 'talk')
  expect(sessionIdOf({ keyId: 'k2', userId: 'u1' }, 'agent', 'talk')).toBe(user)
})

it('is another for another owner, agent or name, also where the texts run together', () => {
  const ids = [
    sessionIdOf({ keyId: 'x' }, 'agent', 'talk'),
    sessionIdOf({ keyId: 'k', userId: 'x' }, 'agent', 'talk'),
    sessionIdOf({ keyId: 'k', teamId: 'x' }, 'agent', 'talk'),
    sessionIdOf({ keyId: 'x' }, 'agen', 'ttalk'),
    sessionIdOf({ keyId: 'xa' }, 'gent', 'talk'),
    sessionIdOf({ keyId: 'x' }, 'agent', 'talk '),
  ]
  expect(new Set(ids).size).toBe(ids.length)
})
