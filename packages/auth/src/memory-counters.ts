import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import type { Counted, LimitCounters } from './limit-counters.ts'

/** Seconds of the window in which requests and tokens are counted. */
export const WINDOW_SECONDS = 60

/** Counters of one process. */
export function createMemoryCounters(): LimitCounters {
  // The limit is compared by who counts: it differs by name, and changes.
  const window = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: WINDOW_SECONDS })
  const places = new Map<string, number>()
  return {
    add: async (name, amount) => counted(await window.penalty(name, amount)),
    read: async (name) => counted(await window.get(name)),
    async takePlace(name, limit) {
      const taken = places.get(name) ?? 0
      if (taken >= limit) return false
      places.set(name, taken + 1)
      return true
    },
    returnPlace(name) {
      const left = (places.get(name) ?? 0) - 1
      if (left > 0) places.set(name, left)
      else places.delete(name)
    },
    async [Symbol.asyncDispose]() {},
  }
}

/** A count as the library gives it; none is a minute that has not begun. */
export function counted(result: RateLimiterRes | null, share = 1): Counted {
  return result === null || result.msBeforeNext <= 0
    ? { count: 0, resetMs: WINDOW_SECONDS * 1_000, share }
    : { count: Math.max(0, result.consumedPoints), resetMs: result.msBeforeNext, share }
}
