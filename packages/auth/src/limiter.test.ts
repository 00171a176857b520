import type { Fact, RateLimits } from '@gateway/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LimitCounters } from './limit-counters.ts'
import { createLimiter } from './limiter.ts'
import { createMemoryCounters } from './memory-counters.ts'

const scope = (name: string, limits: RateLimits) => ({ name, whose: name, limits })
let counters: LimitCounters
let told: Fact[]
beforeEach(() => {
  vi.useFakeTimers()
  counters = createMemoryCounters()
  told = []
})
afterEach(() => vi.useRealTimers())

const admit = (...scopes: ReturnType<typeof scope>[]) =>
  createLimiter(counters).admit(scopes, (fact) => void told.push(fact))
const refused = async (...scopes: ReturnType<typeof scope>[]) => {
  const error = await admit(...scopes).then(
    () => undefined,
    (reason) => reason,
  )
  expect(error).toMatchObject({ code: 'RATE_LIMITED', status: 429, retryable: true })
  return error
}

describe('requests per minute', () => {
  it('lets exactly so many through in the minute that the first begins, also when all come at once', async () => {
    const key = scope('This key', { requestsPerMinute: 5 })
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => admit(key)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
    vi.advanceTimersByTime(18_000)
    const error = await refused(key)
    expect(error.message).toBe(
      'This key may send 5 messages per minute. Send this one again in 42 seconds, or ask an administrator for more.',
    )
    expect(error.retryAfter).toBe(42)
    vi.advanceTimersByTime(42_000)
    for (let sent = 0; sent < 5; sent += 1) await admit(key)
    await refused(key)
  })

  it('counts a message nowhere that one scope refuses', async () => {
    const key = scope('key', { requestsPerMinute: 3, parallel: 1 })
    const agent = scope('agent', { requestsPerMinute: 1 })
    ;(await admit(key, agent)).settle(0)
    for (let sent = 0; sent < 10; sent += 1) await refused(key, agent)
    ;(await admit(key)).settle(0)
    ;(await admit(key)).settle(0)
    await refused(key)
  })

  it('is what is new as soon as the limit is changed', async () => {
    await admit(scope('key', { requestsPerMinute: 1 }))
    for (let sent = 0; sent < 10; sent += 1) await refused(scope('key', { requestsPerMinute: 1 }))
    await admit(scope('key', { requestsPerMinute: 2 }))
    await refused(scope('key', { requestsPerMinute: 2 }))
  })

  it('tells what is left, of several scopes where least is', async () => {
    await admit(scope('key', { requestsPerMinute: 9 }), scope('agent', { requestsPerMinute: 4, tokensPerMinute: 7 }))
    expect(told).toEqual([
      { type: 'limit', of: 'requests', limit: 4, remaining: 3, resetMs: 60_000 },
      { type: 'limit', of: 'tokens', limit: 7, remaining: 7, resetMs: 60_000 },
    ])
  })
})

describe('tokens per minute', () => {
  it('refuse from the next message on, for the rest of the minute', async () => {
    const key = scope('This key', { tokensPerMinute: 100 })
    const first = await admit(key)
    const second = await admit(key)
    first.settle(99)
    await vi.advanceTimersByTimeAsync(10_000)
    ;(await admit(key)).settle(0)
    second.settle(1)
    const error = await refused(key)
    expect(error.message).toContain('This key may use 100 tokens per minute')
    expect(error.retryAfter).toBe(50)
    expect(told.at(-1)).toEqual({ type: 'limit', of: 'tokens', limit: 100, remaining: 0, resetMs: 50_000 })
    vi.advanceTimersByTime(50_000)
    await admit(key)
  })

  it('count in a scope that a call joins', async () => {
    const session = scope('session', { tokensPerMinute: 5, requestsPerMinute: 1 })
    const call = await admit(scope('key', { parallel: 1 }))
    call.join(session)
    await refused(session)
    vi.advanceTimersByTime(60_000)
    call.settle(5)
    expect((await refused(session)).message).toContain('tokens')
  })
})

describe('parallel', () => {
  it('has a place for each, and gets it back', async () => {
    const key = scope('This key', { parallel: 2 })
    const first = await admit(key)
    await admit(key)
    expect((await refused(key)).retryAfter).toBe(1)
    first.settle(0)
    await admit(key)
    await refused(key)
  })

  it('takes no place where another limit refuses', async () => {
    const key = scope('key', { parallel: 1 })
    const agent = scope('agent', { requestsPerMinute: 1 })
    ;(await admit(agent)).settle(0)
    await refused(key, agent)
    await admit(key)
  })
})
