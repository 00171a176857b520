import { afterEach, expect, it, vi } from 'vitest'
import { createIsoClock } from './iso-clock.ts'

afterEach(() => void vi.useRealTimers())

it('tells the present time, also when it goes back', () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1), toFake: ['Date'] })
  const now = createIsoClock()
  expect([now(), now()]).toEqual(['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'])
  vi.setSystemTime(Date.UTC(2026, 0, 1) + 1)
  expect(now()).toBe('2026-01-01T00:00:00.001Z')
  vi.setSystemTime(Date.UTC(2025, 0, 1))
  expect(now()).toBe('2025-01-01T00:00:00.000Z')
})
