/** How much may be asked for in a minute and at once. What is absent has no limit. */
export interface RateLimits {
  /** Messages that are sent, in one minute. */
  readonly requestsPerMinute?: number | undefined
  /** Tokens that agents report, in one minute. They are known only afterwards: the next message is the one that is refused. */
  readonly tokensPerMinute?: number | undefined
  /** Messages that are being worked on at the same time. */
  readonly parallel?: number | undefined
}

/** Limits of an agent: of all its callers together, and of each conversation. */
export interface AgentRateLimits extends RateLimits {
  readonly session?: RateLimits | undefined
}

/** Limits of those in whose name a caller asks: each counts by itself, for all who ask in that name. */
export interface CallerLimits {
  readonly key?: RateLimits | undefined
  readonly team?: RateLimits | undefined
  readonly user?: RateLimits | undefined
}

/** Each limit by itself: one that is absent stays as it is, `null` takes it away. */
export type RateLimitsChange = { readonly [Name in keyof RateLimits]?: number | null }

/** Whether there is any limit at all. */
export function hasLimit(limits: RateLimits | undefined): limits is RateLimits {
  return (
    limits !== undefined &&
    (limits.requestsPerMinute !== undefined || limits.tokensPerMinute !== undefined || limits.parallel !== undefined)
  )
}
