import type { CallStatus } from './call-record.ts'

/** What usage is told apart by. */
export const USAGE_DIMENSIONS = [
  'date',
  'hour',
  'agent',
  'key',
  'team',
  'user',
  'upstream',
  'model',
  'status',
  'error',
] as const

/**
 * `date` is the day of the call in UTC, `2026-01-31`, and `hour` its hour, `2026-01-31T09`; agent, key, team and user are
 * ids; `error` is the `ErrorCode` of a call that failed or was refused.
 */
export type UsageDimension = (typeof USAGE_DIMENSIONS)[number]

/**
 * Sums over records. Whole numbers are exact up to 2^53; dollars and milliseconds are as exact as sums of doubles.
 * Records of kind `run` and `mirror` are no calls: only their tokens and cost count.
 */
export interface UsageSums {
  readonly calls: number
  /** Calls of status `ok`. */
  readonly succeeded: number
  /** Calls of status `error`. Those that are neither were refused or canceled. */
  readonly errors: number
  readonly inputTokens: number
  readonly outputTokens: number
  /** What was told as the sum, else the two together. */
  readonly totalTokens: number
  /** Those of `totalTokens` that were guessed. */
  readonly estimatedTokens: number
  /** US dollars. */
  readonly cost: number
  /** How long the calls took together. */
  readonly totalMs: number
}

/** How far a percentile may be from that of the records, as a part of it; and by a thousandth of a millisecond. */
export const PERCENTILE_ERROR = 0.05

/** Milliseconds within which 50, 90, 95 and 99 % of the calls were (the nearest rank), as exact as `PERCENTILE_ERROR`. */
export interface Percentiles {
  readonly p50: number
  readonly p90: number
  readonly p95: number
  readonly p99: number
}

/** How long the calls took, of each duration that one of them has: see `totalMs`, `firstEventMs` and `overheadMs` of records. */
export interface UsageLatency {
  readonly total?: Percentiles | undefined
  readonly firstEvent?: Percentiles | undefined
  readonly overhead?: Percentiles | undefined
}

/** The sums of one group. Of what was grouped by, what the records do not have is the empty text. */
export interface UsageGroup {
  readonly of: Readonly<Partial<Record<UsageDimension, string>>>
  readonly sums: UsageSums
  /** Where it was asked for. */
  readonly latency?: UsageLatency | undefined
}

/** Which usage: of each dimension one of these; an empty list finds nothing. */
export interface UsageFilter {
  /** Days, or hours: as `date` and `hour`, both inclusive. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly agent?: readonly string[] | undefined
  readonly key?: readonly string[] | undefined
  readonly team?: readonly string[] | undefined
  readonly user?: readonly string[] | undefined
  readonly upstream?: readonly string[] | undefined
  readonly model?: readonly string[] | undefined
  readonly status?: readonly CallStatus[] | undefined
  readonly error?: readonly string[] | undefined
  /** None of these. */
  readonly not?: Readonly<Partial<Record<'agent' | 'team' | 'user', readonly string[]>>> | undefined
}

export interface UsageOrder {
  /**
   * Greatest sums first, or with `p95` what takes longest. Without it, and among equals: by the dimensions in the order in
   * which they are named, ascending.
   */
  readonly by?: keyof UsageSums | 'p95' | undefined
  /** Groups that are left out at the beginning, and how many there are at most. Default: all. */
  readonly offset?: number | undefined
  readonly limit?: number | undefined
  /** Tell how long the calls took, too, which takes some times as long to read. Default: false. */
  readonly latency?: boolean | undefined
}

/**
 * What records add up to, by day and by hour. It is written with them, and so always equals them. Hours are read where the
 * filter or the dimensions name one.
 */
export interface UsageStore {
  /** The sums of each group of these dimensions. Without any dimension there is exactly one group. */
  sum(filter: UsageFilter, by: readonly UsageDimension[], order?: UsageOrder): Promise<readonly UsageGroup[]>
}
