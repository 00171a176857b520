import { type Owner, owns } from '@gateway/core'
import { expect, it } from 'vitest'
import { scopeOf, visibleScopes } from './owner-scope.ts'

const VALUES = ['', 'a', 'b']
const OWNERS: readonly Owner[] = VALUES.flatMap((keyId) =>
  [{}, ...VALUES.map((userId) => ({ userId }))].flatMap((user) =>
    [{}, ...VALUES.map((teamId) => ({ teamId }))].map((team) => ({ keyId, ...user, ...team })),
  ),
)

it('agrees with owns for every pair', () => {
  for (const asking of OWNERS) {
    expect(visibleScopes(asking)[0]).toBe(scopeOf(asking))
    for (const owner of OWNERS) expect(visibleScopes(asking).includes(scopeOf(owner))).toBe(owns(asking, owner))
  }
})
