import { expect, it } from 'vitest'
import { createRecordIds } from './record-id.ts'

it('gives ids that are all different and sort in the order they were made', () => {
  const recordId = createRecordIds()
  const ids = Array.from({ length: 1_000 }, recordId)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.every((id) => /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(id))).toBe(true)
  expect(ids.toSorted()).toEqual(ids)
})
