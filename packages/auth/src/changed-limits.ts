import type { CallerLimits, RateLimits, RateLimitsChange } from '@gateway/core'
import { hasLimit } from '@gateway/core'

/** The limits that are left after a change; none at all where none is. */
export function changedLimits(
  before: RateLimits | undefined,
  change: RateLimitsChange | undefined,
): RateLimits | undefined {
  const merged = { ...before, ...change }
  const kept = Object.entries(merged).filter(([, value]) => value !== undefined && value !== null)
  return kept.length === 0 ? undefined : Object.fromEntries(kept)
}

/** What a caller is limited to; `undefined` where nothing is, so that a call costs no look at each of them. */
export function callerLimits({ key, team, user }: CallerLimits): CallerLimits | undefined {
  const limits = {
    ...(hasLimit(key) ? { key } : {}),
    ...(hasLimit(team) ? { team } : {}),
    ...(hasLimit(user) ? { user } : {}),
  }
  return Object.keys(limits).length === 0 ? undefined : limits
}
