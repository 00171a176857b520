import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { redisClient } from '../packages/auth/src/redis-client.ts'
import { hasRedis, type RedisServer, redisServer } from '../packages/auth/src/redis-server.fixture.ts'
import { eventually, type TestGateway, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import type { Wire } from './support/wire.ts'

const AGENT = { name: 'hello', upstreams: [{ adapter: 'hello' }], limits: { parallel: 1_000 } }

// There is no redis-server on this machine (Debian: apt-get install redis-server), and nothing else behaves like one.
describe.skipIf(!hasRedis)('three gateways that share a Redis (needs redis-server)', () => {
  let redis: RedisServer
  let gateways: TestGateway[] = []
  beforeAll(async () => {
    redis = await redisServer()
    const variables = { REDIS_URL: redis.url }
    const config = { agents: [AGENT] }
    gateways = await Promise.all([1, 2, 3].map(() => testGateway({ config, variables })))
  })
  afterAll(async () => {
    await Promise.all(gateways.map((gateway) => gateway[Symbol.asyncDispose]()))
    await redis?.[Symbol.asyncDispose]()
  })

  /** One key, known to each: they have databases of their own, and count under the same name. */
  const sharedKey = async (limits: object): Promise<string> => {
    const key = `sk-${crypto.randomUUID()}`
    for (const gateway of gateways) await gateway.key(['hello'], { key, ...limits })
    return key
  }
  const send = (gateway: TestGateway, key: string, text = 'hi', configuration = {}) =>
    gateway.request('/a2a/hello', {
      key,
      body: {
        jsonrpc: '2.0',
        id: 1,
        method: 'SendMessage',
        params: { message: { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text }] }, configuration },
      },
    })
  const at = (index: number): TestGateway => {
    const gateway = gateways[index % 3]
    if (gateway === undefined) throw new Error('no gateway')
    return gateway
  }

  test('let through what one limit allows, within 2 %', async () => {
    verifies('limits')
    const key = await sharedKey({ rpm_limit: 100 })
    const statuses = await Promise.all(
      Array.from({ length: 240 }, (_, index) => send(at(index), key).then(({ status }) => status)),
    )
    const through = statuses.filter((status) => status === 200).length
    expect(through).toBeGreaterThanOrEqual(98)
    expect(through).toBeLessThanOrEqual(102)
    expect(statuses.filter((status) => status === 429)).toHaveLength(240 - through)
  })

  test('count a team over all of its keys, and a user over theirs', async () => {
    verifies('limits')
    for (const gateway of gateways) {
      await gateway.json('/team/new', {
        body: { team_id: 'shared', rpm_limit: 60, object_permission: { agents: 'all' } },
      })
      await gateway.json('/user/new', { body: { user_id: 'eve', rpm_limit: 30, auto_create_key: false } })
    }
    const through = async (owners: object): Promise<number> => {
      const keys = [await sharedKey(owners), await sharedKey(owners)]
      const sent = Array.from({ length: 90 }, (_, index) => send(at(index), keys[index % 2] ?? ''))
      return (await Promise.all(sent)).filter(({ status }) => status === 200).length
    }
    const ofUser = await through({ team_id: 'shared', user_id: 'eve' })
    expect(ofUser).toBeGreaterThanOrEqual(29)
    expect(ofUser).toBeLessThanOrEqual(31)
    // The user's have counted for the team as well.
    const ofTeam = await through({ team_id: 'shared' })
    expect(ofUser + ofTeam).toBeGreaterThanOrEqual(59)
    expect(ofUser + ofTeam).toBeLessThanOrEqual(61)
  })

  test('have one set of places, also for runs whose callers have left', async () => {
    verifies('limits')
    const key = await sharedKey({ max_parallel_requests: 50 })
    const answers = await Promise.all(
      Array.from({ length: 90 }, async (_, index) => {
        const response = await send(at(index), key, 'wait 500', { returnImmediately: true })
        const { result }: Wire = await response.json()
        return { status: response.status, index, id: result?.task?.id }
      }),
    )
    const taken = answers.filter(({ status }) => status === 200)
    expect(taken.length).toBeGreaterThanOrEqual(49)
    expect(taken.length).toBeLessThanOrEqual(51)
    for (const { index, id } of taken) await at(index).call('hello', 'CancelTask', { id }, { key })
    await eventually(
      () => send(at(1), key),
      ({ status }) => status === 200,
    )
  })

  test('refuse by tokens that another gateway has counted', async () => {
    verifies('limits')
    const key = await sharedKey({ tpm_limit: 60 })
    expect((await send(at(0), key, 'x'.repeat(70))).status).toBe(200)
    const refused = await eventually(
      () => send(at(1), key, ''),
      ({ status }) => status === 429,
    )
    expect(refused.headers.get('x-ratelimit-remaining-tokens')).toBe('0')
  })

  test('go on without it, each up to its share', async () => {
    verifies('limits')
    const key = await sharedKey({ rpm_limit: 30 })
    await eachKnowsTheOthers(redis.url)
    await redis.stop()
    const statuses = await Promise.all(
      Array.from({ length: 90 }, (_, index) => send(at(index), key).then(({ status }) => status)),
    )
    expect(statuses.filter((status) => status === 200)).toHaveLength(30)
    expect(statuses.filter((status) => status === 429)).toHaveLength(60)
  })
})

/** A gateway learns how many there are when it says that it is there. */
async function eachKnowsTheOthers(url: string): Promise<void> {
  const client = await redisClient(url)
  await client.connect()
  const seen = () => client.zRangeWithScores('a2a-gateway:gateways', 0, -1)
  try {
    const before = await eventually(seen, ({ length }) => length === 3)
    const latest = Math.max(...before.map(({ score }) => score))
    await eventually(seen, (now) => now.every(({ score }) => score > latest))
  } finally {
    client.destroy()
  }
}
