import { randomUUID } from 'node:crypto'
import type { Logger } from '@gateway/core'
import { RateLimiterRedis } from 'rate-limiter-flexible'
import type { LimitCounters } from './limit-counters.ts'
import { counted, createMemoryCounters, WINDOW_SECONDS } from './memory-counters.ts'
import { redisClient } from './redis-client.ts'
import { RedisConnection } from './redis-connection.ts'
import { RedisPlaces } from './redis-places.ts'

export interface RedisCountersOptions {
  /** Such as `redis://127.0.0.1:6379`; `rediss://` for TLS. */
  readonly url: string
  readonly logger?: Logger
}

/**
 * Counters that every gateway on one Redis (or Valkey) shares. While it is away, each gateway counts by itself, up to its
 * share of a limit: the limit over how many gateways there were last. Rejects only when the URL cannot be one.
 */
export async function createRedisCounters({ url, logger }: RedisCountersOptions): Promise<LimitCounters> {
  const client = await redisClient(url)
  const places = new RedisPlaces(randomUUID())
  const connection = new RedisConnection({ client, logger, beat: places.beat })
  const shared = new RateLimiterRedis({
    storeClient: client,
    useRedisPackage: true,
    keyPrefix: 'a2a-gateway:limits',
    points: Number.MAX_SAFE_INTEGER,
    duration: WINDOW_SECONDS,
  })
  const own = createMemoryCounters()
  const share = () => 1 / places.gateways
  await connection.open()
  return {
    async add(name, amount) {
      const result = await connection.ask(() => shared.penalty(name, amount))
      return result === undefined ? { ...(await own.add(name, amount)), share: share() } : counted(result)
    },
    async read(name) {
      const result = await connection.ask(() => shared.get(name))
      return result === undefined ? { ...(await own.read(name)), share: share() } : counted(result)
    },
    takePlace: (name, limit) => places.take(connection, name, limit),
    returnPlace: (name) => places.return(connection, name),
    answers: () => connection.available,
    async [Symbol.asyncDispose]() {
      await connection.ask((open) => places.leave(open))
      await connection[Symbol.asyncDispose]()
      await own[Symbol.asyncDispose]()
    },
  }
}
