/** When an upstream is taken out, and how it comes back. */
export interface HealthSettings {
  /** Whether one is taken out at all. `false`: every call is tried, whatever happened before. Default `true`. */
  readonly takesOut?: boolean | undefined
  /** Failures in a row that open its breaker. Default 5. */
  readonly consecutiveFailures?: number | undefined
  /** Share of failures within `windowSeconds` that opens it. Default 0.5. */
  readonly failureRate?: number | undefined
  /** Default 30. */
  readonly windowSeconds?: number | undefined
  /** Calls within the window below which a share says nothing. Default 20. */
  readonly minimumCalls?: number | undefined
  /** For how long it gets no calls the first time; each time that it fails again, twice as long. Default 5. */
  readonly cooldownSeconds?: number | undefined
  /** The longest that it is left alone; a `Retry-After` of its own may be longer. Default 30. */
  readonly longestCooldownSeconds?: number | undefined
  /** Calls at once that find out whether it is back; when as many have been answered, it is. Default 2. */
  readonly probes?: number | undefined
  /** For how long after its return its share of new work grows, from a tenth to all of it. Default 10; `0`: at once. */
  readonly slowStartSeconds?: number | undefined
  /** Below this share of upstreams that are up, all of them are tried. Default 0.3; `0`: never, unless none is up. */
  readonly panicBelow?: number | undefined
  /**
   * Takes one out whose average time to the first event is so many times the median of the others (at least two others
   * with ten answers each). Default: none is, because agents may take very different times.
   */
  readonly slowFactor?: number | undefined
}

/** The settings with their defaults, times in milliseconds. */
export interface Health {
  readonly takesOut: boolean
  readonly consecutiveFailures: number
  readonly failureRate: number
  readonly windowMs: number
  readonly minimumCalls: number
  readonly cooldownMs: number
  readonly longestCooldownMs: number
  readonly probes: number
  readonly slowStartMs: number
  readonly panicBelow: number
  readonly slowFactor: number
}

export function healthOf(settings: HealthSettings = {}): Health {
  const longestCooldownMs = (settings.longestCooldownSeconds ?? 30) * 1000
  return {
    takesOut: settings.takesOut ?? true,
    consecutiveFailures: settings.consecutiveFailures ?? 5,
    failureRate: settings.failureRate ?? 0.5,
    windowMs: (settings.windowSeconds ?? 30) * 1000,
    minimumCalls: settings.minimumCalls ?? 20,
    cooldownMs: Math.min((settings.cooldownSeconds ?? 5) * 1000, longestCooldownMs),
    longestCooldownMs,
    probes: settings.probes ?? 2,
    slowStartMs: (settings.slowStartSeconds ?? 10) * 1000,
    panicBelow: settings.panicBelow ?? 0.3,
    slowFactor: settings.slowFactor ?? Number.POSITIVE_INFINITY,
  }
}
