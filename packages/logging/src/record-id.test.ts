import { afterEach, expect, it, vi } from 'vitest'
import { createRecordIds } from './record-id.ts'

afterEach(() => void vi.useRealTimers())

it('gives ids that are all different and sort in the order they were made', () => {
  const recordId = createRecordIds()
  const ids = Array.from({ length: 1_000 }, recordId)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.every((id) => /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(id))).toBe(true)
  expect(ids.toSorted()).toEqual(ids)
})

it('keeps the order within a millisecond, beyond its counter, and when the clock is set back', () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 2), toFake: ['Date'] })
  const recordId = createRecordIds()
  const ids = Array.from({ length: 10_000 }, recordId)
  vi.setSystemTime(Date.UTC(2026, 0, 1))
  ids.push(...Array.from({ length: 100 }, recordId))
  vi.setSystemTime(Date.UTC(2026, 0, 3))
  ids.push(recordId())
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.toSorted()).toEqual(ids)
  expect(Number.parseInt(ids.at(-1)?.slice(0, 13).replace('-', '') ?? '', 16)).toBe(Date.UTC(2026, 0, 3))
})
