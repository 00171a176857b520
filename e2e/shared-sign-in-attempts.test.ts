import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasRedis, type RedisServer, redisServer } from '../packages/auth/src/redis-server.fixture.ts'
import { browser } from './support/browser.ts'
import { ADMIN_KEY, eventually, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'

// There is no redis-server on this machine (Debian: apt-get install redis-server), and nothing else behaves like one.
describe.skipIf(!hasRedis)('two gateways that share a Redis (needs redis-server)', () => {
  let redis: RedisServer
  let gateways: TestGateway[] = []
  beforeAll(async () => {
    redis = await redisServer()
    const variables = { REDIS_URL: redis.url }
    gateways = await Promise.all([1, 2].map(() => testGateway({ variables })))
  })
  afterAll(async () => {
    await Promise.all(gateways.map((gateway) => gateway[Symbol.asyncDispose]()))
    await redis?.[Symbol.asyncDispose]()
  })

  test('let ten attempts of an address fail in a minute, and not ten each', async () => {
    verifies('sign-in', 'replicas')
    const attempt = (turn: number, key: string) =>
      browser().visit(`${gateways[turn % 2]?.url}/v1/session`, { body: { key } })
    const all = await Promise.all(Array.from({ length: 24 }, (_, turn) => attempt(turn, 'sk-wrong')))
    const statuses = all.map(({ status }) => status)
    // Where a minute ends in between, both count.
    const failed = statuses.filter((status) => status === 401).length
    expect(failed).toBeGreaterThan(0)
    expect(failed).toBeLessThanOrEqual(20)
    expect(statuses.every((status) => status === 401 || status === 429)).toBe(true)
    // Somebody who knows the key waits like anybody else, at both.
    const late = await Promise.all([0, 1].map((turn) => attempt(turn, ADMIN_KEY)))
    for (const answer of late)
      expect([answer.status, Number(answer.headers.get('retry-after')) > 0]).toEqual([429, true])
    await eventually(
      async () => (await attempt(0, ADMIN_KEY)).status,
      (status) => status === 201,
      90,
    )
  }, 120_000)
})
