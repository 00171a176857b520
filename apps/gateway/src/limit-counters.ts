import { createMemoryCounters, createRedisCounters, type LimitCounters } from '@gateway/auth'
import type { Logger } from '@gateway/core'

/** Where limits are counted: in the Redis that gateways share, else in this process. */
export async function limitCounters(redisUrl: string | undefined, logger: Logger): Promise<LimitCounters> {
  return redisUrl === undefined ? createMemoryCounters() : createRedisCounters({ url: redisUrl, logger })
}
