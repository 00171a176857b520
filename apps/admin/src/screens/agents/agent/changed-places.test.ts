import { expect, it } from 'vitest'
import { changedPlaces } from './changed-places.ts'

it('finds where two values differ', () => {
  const before = { a: 1, b: { c: [1], d: 'x' }, e: true }
  const after = { a: 1, b: { c: [2], d: 'x' }, f: false }
  expect(changedPlaces(before, after)).toEqual([['b', 'c'], ['e'], ['f']])
  expect(changedPlaces(before, before)).toEqual([])
})
