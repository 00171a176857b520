import { expect, it } from 'vitest'
import { changedMembers } from './changed-members.ts'

it('finds what was added, changed and taken away, and nothing else', () => {
  expect(changedMembers({ a: 1, b: [1], c: 'x' }, { a: 1, b: [2], d: null })).toEqual([
    { name: 'b', before: [1], after: [2] },
    { name: 'c', before: 'x', after: undefined },
    { name: 'd', before: undefined, after: null },
  ])
  expect(changedMembers(undefined, { a: 1 })).toEqual([{ name: 'a', before: undefined, after: 1 }])
  expect(changedMembers(undefined, undefined)).toEqual([])
})
