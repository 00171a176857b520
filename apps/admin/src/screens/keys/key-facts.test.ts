import { describe, expect, it } from 'vitest'
import { grantText, stateOf } from './key-facts.ts'

describe('what a key reaches', () => {
  it.each([
    [{ agents: 'all' as const, agent_access_groups: [], agents_access: 'all' as const }, 'every agent'],
    [{ agents: [], agent_access_groups: [], agents_access: 'none' as const }, 'no agent'],
    [{ agents: ['a', 'b'], agent_access_groups: ['eu'], agents_access: 'selected' as const }, 'a, b, group eu'],
    [
      { agents: ['a', 'b', 'c', 'd', 'e'], agent_access_groups: [], agents_access: 'selected' as const },
      'a, b, c and 2 more',
    ],
  ])('%o is %s', (grant, words) => {
    expect(grantText(grant, (id) => id)).toBe(words)
  })
})

describe('how a key stands', () => {
  const now = Date.parse('2026-11-26T12:00:00Z')
  it.each([
    [{ blocked: true, expires: '2020-01-01T00:00:00Z', key_rotation_at: null }, 'Blocked'],
    [{ blocked: false, expires: '2026-11-26T12:00:00Z', key_rotation_at: null }, 'Expired'],
    [{ blocked: false, expires: null, key_rotation_at: '2026-11-25T00:00:00Z' }, 'To be replaced'],
    [{ blocked: false, expires: '2026-11-27T00:00:00Z', key_rotation_at: '2026-12-25T00:00:00Z' }, 'Active'],
  ])('%o: %s', (key, label) => {
    expect(stateOf(key, now).label).toBe(label)
  })
})
