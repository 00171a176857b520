import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createCardSearch } from './card-search.ts'

beforeEach(() => {
  vi.useFakeTimers()
  // No spread, so that times can be told.
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const settle = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000)

test('while nothing is found: after 5 s, 15 s, 60 s, then every refresh; once found, every refresh', async () => {
  const times: number[] = []
  let found = false
  const started = performance.now()
  const search = createCardSearch<string>({
    refreshSeconds: 300,
    search: async () => {
      times.push(Math.round((performance.now() - started) / 1000))
      return found
    },
  })
  search.add('a')
  expect(times).toEqual([])
  await settle(700)
  // The schedule is looked at once a second.
  const steps = times.map((time, index) => time - (times[index - 1] ?? 0))
  for (const [index, wanted] of [0, 5, 15, 60, 300, 300].entries()) {
    expect(steps[index]).toBeGreaterThanOrEqual(wanted)
    expect(steps[index]).toBeLessThanOrEqual(wanted + 1)
  }
  found = true
  const before = times.length
  await settle(910)
  expect(times.length - before).toBe(3)
  await search.close()
})

test('four at once, those that were registered just now first', async () => {
  const order: string[] = []
  const gates: (() => void)[] = []
  let running = 0
  let most = 0
  const search = createCardSearch<string>({
    refreshSeconds: 300,
    search: async (target) => {
      order.push(target)
      most = Math.max(most, ++running)
      await new Promise<void>((resolve) => gates.push(resolve))
      running--
      return true
    },
  })
  for (let index = 0; index < 10; index++) search.add(`start-${index}`)
  await settle(0.1)
  expect(order).toHaveLength(4)
  search.add('new', true)
  gates.shift()?.()
  await settle(0.1)
  expect(order[4]).toBe('new')
  while (gates.length > 0) {
    gates.shift()?.()
    await settle(0.1)
  }
  expect(order).toHaveLength(11)
  expect(most).toBe(4)
  await search.close()
})

test('ten thousand are looked for one after another, and who is new waits for none of them', async () => {
  const seen: string[] = []
  const search = createCardSearch<string>({
    refreshSeconds: 300,
    search: async (target) => {
      seen.push(target)
      return true
    },
  })
  for (let index = 0; index < 10_000; index++) search.add(`start-${index}`)
  await settle(1)
  expect(seen.length).toBeGreaterThan(25)
  expect(seen.length).toBeLessThanOrEqual(51)
  search.add('new', true)
  await settle(0.001)
  expect(seen.at(-1)).toBe('new')
  await settle(250)
  expect(new Set(seen).size).toBe(10_001)
  await search.close()
})

test('removing aborts the search that runs; closing stops all', async () => {
  const signals: AbortSignal[] = []
  const search = createCardSearch<string>({
    refreshSeconds: 1,
    search: (_target, signal) => {
      signals.push(signal)
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(false)))
    },
  })
  search.add('a')
  search.add('b')
  await settle(0.1)
  search.remove('a')
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false])
  await search.close()
  expect(signals[1]?.aborted).toBe(true)
  search.add('c')
  await settle(10)
  expect(signals).toHaveLength(2)
})
