import { expect, it } from 'vitest'
import { derivedContextId } from './derived-context.ts'

it('looks like a UUID of version 8', () => {
  expect(derivedContextId({ keyId: 'k' }, 'agent', 'talk')).toMatch(
    /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/,
  )
})

it('is the same for everybody who owns together', () => {
  const team = derivedContextId({ keyId: 'k1', userId: 'u1', teamId: 't' }, 'agent', 'talk')
  expect(derivedContextId({ keyId: 'k2', teamId: 't' }, 'agent', 'talk')).toBe(team)
  const user = derivedContextId({ keyId: 'k1', userId: 'u1' }, 'agent', 'talk')
  expect(derivedContextId({ keyId: 'k2', userId: 'u1' }, 'agent', 'talk')).toBe(user)
})

it('is another for another owner, agent or name, also where the texts run together', () => {
  const ids = [
    derivedContextId({ keyId: 'x' }, 'agent', 'talk'),
    derivedContextId({ keyId: 'k', userId: 'x' }, 'agent', 'talk'),
    derivedContextId({ keyId: 'k', teamId: 'x' }, 'agent', 'talk'),
    derivedContextId({ keyId: 'x' }, 'agen', 'ttalk'),
    derivedContextId({ keyId: 'xa' }, 'gent', 'talk'),
    derivedContextId({ keyId: 'x' }, 'agent', 'talk '),
  ]
  expect(new Set(ids).size).toBe(ids.length)
})
