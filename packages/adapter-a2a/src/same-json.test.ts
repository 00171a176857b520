import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sameJson } from './same-json.ts'

test('a value is the same as its copy, in any order of members', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(sameJson(value, structuredClone(value))).toBe(true)
    }),
  )
  expect(sameJson({ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 })).toBe(true)
})

test('agrees with the JSON text of sorted members', () => {
  const sorted = (value: unknown): string =>
    JSON.stringify(value, (_name, inner) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
        : inner,
    )
  const small = fc.jsonValue({ maxDepth: 2, noUnicodeString: true })
  fc.assert(
    fc.property(small, small, (left, right) => {
      expect(sameJson(left, right)).toBe(sorted(left) === sorted(right))
    }),
  )
})

test.each([
  [{ a: 1 }, { a: 1, b: 2 }],
  [{ a: 1, b: 2 }, { a: 1 }],
  [{ a: undefined }, { b: undefined }],
  [[1], { 0: 1 }],
  [{}, null],
  [{}, []],
  [[], [1]],
  ['1', 1],
])('%j is not %j', (left, right) => {
  expect(sameJson(left, right)).toBe(false)
})
