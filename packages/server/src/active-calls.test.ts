import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createActiveCalls } from './active-calls.ts'
import type { HttpExchange } from './http-exchange.ts'

function exchange() {
  const controller = new AbortController()
  const { promise: closed, resolve: close } = Promise.withResolvers<void>()
  const made: HttpExchange = {
    method: 'POST',
    headers: {},
    query: new URLSearchParams(),
    ip: undefined,
    origin: 'http://localhost',
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    whenClosed: (act) => void closed.then(act),
    text: async () => '',
  }
  return { exchange: made, close }
}

async function state(promise: Promise<unknown>): Promise<string> {
  let settled = false
  void promise.then(() => {
    settled = true
  })
  await vi.advanceTimersByTimeAsync(0)
  return settled ? 'settled' : 'pending'
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('with no calls a drain is over at once and leaves no timer', async () => {
  const calls = createActiveCalls()
  expect(calls.draining).toBe(false)
  const drained = calls.drain(30)
  expect(calls.draining).toBe(true)
  expect(await state(drained)).toBe('settled')
  expect(vi.getTimerCount()).toBe(0)
})

test('a drain waits for every call, and for its answer to have left', async () => {
  const calls = createActiveCalls()
  const [one, other] = [exchange(), exchange()]
  const onePlace = calls.begin(one.exchange)
  const otherPlace = calls.begin(other.exchange)
  const drained = calls.drain(30)
  calls.end(onePlace)
  one.close()
  calls.end(otherPlace)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(calls.count).toBe(1)
  expect(await state(drained)).toBe('pending')
  other.close()
  expect(await state(drained)).toBe('settled')
  expect(calls.count).toBe(0)
  expect(one.exchange.signal.aborted || other.exchange.signal.aborted).toBe(false)
  expect(vi.getTimerCount()).toBe(0)
})

test('a caller that left does not end its call before the agent has', async () => {
  const calls = createActiveCalls()
  const one = exchange()
  const onePlace = calls.begin(one.exchange)
  one.close()
  await vi.advanceTimersByTimeAsync(0)
  expect(calls.count).toBe(1)
  calls.end(onePlace)
  await vi.advanceTimersByTimeAsync(0)
  expect(calls.count).toBe(0)
})

test('what takes longer is ended with UNAVAILABLE and may still say so', async () => {
  const calls = createActiveCalls()
  const one = exchange()
  const onePlace = calls.begin(one.exchange)
  const drained = calls.drain(2)
  await vi.advanceTimersByTimeAsync(1_999)
  expect(one.exchange.signal.aborted).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(one.exchange.signal.reason).toMatchObject({ code: 'UNAVAILABLE', retryable: true, retryAfter: 5 })
  expect(await state(drained)).toBe('pending')
  calls.end(onePlace)
  one.close()
  expect(await state(drained)).toBe('settled')
})

test('a call that does not end after all holds a drain no longer than one second', async () => {
  const calls = createActiveCalls()
  calls.begin(exchange().exchange)
  const drained = calls.drain(0)
  await vi.advanceTimersByTimeAsync(999)
  expect(await state(drained)).toBe('pending')
  await vi.advanceTimersByTimeAsync(1)
  expect(await state(drained)).toBe('settled')
})

test('two drains at once both end', async () => {
  const calls = createActiveCalls()
  const one = exchange()
  const onePlace = calls.begin(one.exchange)
  const drains = Promise.all([calls.drain(30), calls.drain(30)])
  calls.end(onePlace)
  one.close()
  expect(await state(drains)).toBe('settled')
})
