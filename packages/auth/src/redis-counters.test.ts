import { createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { LimitCounters } from './limit-counters.ts'
import { createLimiter } from './limiter.ts'
import { createRedisCounters } from './redis-counters.ts'
import { hasRedis, type RedisServer, redisServer } from './redis-server.fixture.ts'

const warnings: string[] = []
const note = (_fields: object, text: string) => void warnings.push(text)
const logger = { debug: note, info: note, warn: note, error: note }
const soon = { timeout: 20_000, interval: 100 }

// There is no redis-server on this machine (Debian: apt-get install redis-server), and nothing else behaves like one.
describe.skipIf(!hasRedis)('counters of gateways that share a Redis (needs redis-server)', () => {
  let redis: RedisServer
  let open: LimitCounters[] = []
  const gateways = async (count: number) => {
    const made = await Promise.all(Array.from({ length: count }, () => createRedisCounters({ url: redis.url, logger })))
    open.push(...made)
    return made
  }
  beforeAll(async () => {
    redis = await redisServer()
  })
  afterEach(async () => {
    await Promise.all(open.map((counters) => counters[Symbol.asyncDispose]()))
    open = []
    warnings.length = 0
  })
  afterAll(() => redis?.[Symbol.asyncDispose]())

  it('count messages exactly, however many come at once at whichever gateway', async () => {
    const limiters = (await gateways(3)).map(createLimiter)
    const scope = { name: 'key:many', whose: 'This key', limits: { requestsPerMinute: 100 } }
    const outcomes = await Promise.allSettled(
      limiters.flatMap((limiter) => Array.from({ length: 80 }, () => limiter.admit([scope], () => {}))),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(100)
  })

  it('count tokens of one for the others', async () => {
    const [one, other] = await gateways(2)
    await one?.add('tokens:key:t', 70)
    await one?.add('tokens:key:t', -20)
    expect(await other?.read('tokens:key:t')).toMatchObject({ count: 50, share: 1 })
  })

  it('give each place once, and again when it is returned', async () => {
    const made = await gateways(3)
    const taken = await Promise.all(
      made.flatMap((counters) =>
        Array.from({ length: 20 }, async () => ({ counters, given: await counters.takePlace('p', 10) })),
      ),
    )
    const given = taken.filter((place) => place.given)
    expect(given).toHaveLength(10)
    const [first, second, third] = made
    given[0]?.counters.returnPlace('p')
    await expect.poll(() => third?.takePlace('p', 10), soon).toBe(true)
    expect(await first?.takePlace('p', 10)).toBe(false)
    expect(await second?.takePlace('p', 10)).toBe(false)
  })

  it('have the places of a gateway that ended', async () => {
    const [one, other] = await gateways(2)
    expect(await one?.takePlace('left', 1)).toBe(true)
    expect(await other?.takePlace('left', 1)).toBe(false)
    await one?.[Symbol.asyncDispose]()
    open = open.filter((counters) => counters !== one)
    expect(await other?.takePlace('left', 1)).toBe(true)
  })

  it('are each gateway’s own up to its share while Redis is away, which is said once, and shared again when it is back', async () => {
    // The last to come has heard of all.
    const [second] = await gateways(1)
    await gateways(1)
    const [one] = await gateways(1)
    if (one === undefined || second === undefined) throw new Error('no gateways')
    const sharing = async (counters: LimitCounters) => (await counters.read('probe')).share
    await redis.stop()
    await expect.poll(() => sharing(one), soon).toBe(1 / 3)
    const limiter = createLimiter(one)
    const scope = { name: 'key:away', whose: 'This key', limits: { requestsPerMinute: 30, parallel: 30 } }
    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, () => limiter.admit([scope], () => {})))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
    await expect.poll(() => warnings.length, soon).toBe(3)
    await redis.start()
    for (const counters of open) await expect.poll(() => sharing(counters), soon).toBe(1)
    expect(warnings.filter((text) => text.startsWith('Redis does not answer'))).toHaveLength(3)
    expect(warnings.filter((text) => text.startsWith('Redis answers again'))).toHaveLength(3)
    // The places that were given meanwhile are known to all: 10 of 11 are taken.
    const given = [await second.takePlace('key:away', 11), await second.takePlace('key:away', 11)]
    expect(given).toEqual([true, false])
  }, 60_000)

  it('keep nobody waiting for a Redis that hangs', async () => {
    const [one] = await gateways(1)
    redis.freeze()
    try {
      expect((await one?.add('frozen', 1))?.count).toBe(1)
      const begun = performance.now()
      for (let count = 0; count < 1_000; count += 1) await one?.add('frozen', 1)
      // A thousand waits would be minutes.
      expect(performance.now() - begun).toBeLessThan(30_000)
    } finally {
      redis.thaw()
    }
    await expect.poll(async () => (await one?.add('frozen', 1))?.count, soon).toBeLessThan(100)
  })
})

describe('without a Redis', () => {
  it('a gateway starts, and counts by itself', async () => {
    const probe = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => probe.once('listening', resolve))
    const address = probe.address()
    const port = typeof address === 'object' ? address?.port : undefined
    await new Promise((resolve) => probe.close(resolve))
    await using counters = await createRedisCounters({ url: `redis://127.0.0.1:${port}`, logger })
    expect(await counters.add('n', 2)).toMatchObject({ count: 2, share: 1 })
    expect([await counters.takePlace('n', 1), await counters.takePlace('n', 1)]).toEqual([true, false])
  })
})
