import { expect, it } from 'vitest'
import { mergePatchOf } from './merge-patch-of.ts'

it.each([
  [{ a: 1 }, { a: 1 }, undefined],
  [{ a: 1 }, { a: 2 }, { a: 2 }],
  [{ a: 1, b: 2 }, { b: 2 }, { a: null }],
  [{ a: { b: 1, c: 2 } }, { a: { c: 3 } }, { a: { b: null, c: 3 } }],
  [{ a: [1, 2] }, { a: [1] }, { a: [1] }],
  [{}, { a: { b: 1 } }, { a: { b: 1 } }],
  [{ a: { b: 1 } }, {}, { a: null }],
  [{ a: { b: 1 }, c: undefined }, { a: { b: 1 } }, undefined],
])('%j to %j is %j', (before, after, patch) => {
  expect(mergePatchOf(before, after)).toEqual(patch)
})
