import type { MayReach } from '@gateway/core'
import { type ConnectionPool, createConnectionPool } from './connection-pool.ts'

/** The pool for what a host lets an adapter reach: one for each rule, so that all agents under it share their connections. */
export function createConnectionPools(): (mayReach: MayReach | undefined) => ConnectionPool {
  const pools = new WeakMap<MayReach, ConnectionPool>()
  let unruled: ConnectionPool | undefined
  return (mayReach) => {
    if (mayReach === undefined) {
      unruled ??= createConnectionPool()
      return unruled
    }
    const pool = pools.get(mayReach) ?? createConnectionPool({ mayReach })
    pools.set(mayReach, pool)
    return pool
  }
}
