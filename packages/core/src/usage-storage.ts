import type { CallStatus } from './call-record.ts'

/** What usage is told apart by. */
export const USAGE_DIMENSIONS = ['date', 'agent', 'key', 'team', 'user', 'upstream', 'model', 'status'] as const

/** `date` is the day of the call in UTC, `2026-01-31`; agent, key, team and user are ids. */
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

/** The sums of one group. Of what was grouped by, what the records do not have is the empty text. */
export interface UsageGroup {
  readonly of: Readonly<Partial<Record<UsageDimension, string>>>
  readonly sums: UsageSums
}

/** Which usage: of each dimension one of these; an empty list finds nothing. */
export interface UsageFilter {
  /** Days, both inclusive. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly agent?: readonly string[] | undefined
  readonly key?: readonly string[] | undefined
  readonly team?: readonly string[] | undefined
  readonly user?: readonly string[] | undefined
  readonly upstream?: readonly string[] | undefined
  readonly model?: readonly string[] | undefined
  readonly status?: readonly CallStatus[] | undefined
  /** None of these. */
  readonly not?: Readonly<Partial<Record<'agent' | 'team' | 'user', readonly string[]>>> | undefined
}

export interface UsageOrder {
  /** Greatest sums first. Without it, and among equals: by the dimensions in the order in which they are named, ascending. */
  readonly by?: keyof UsageSums | undefined
  /** Groups that are left out at the beginning, and how many there are at most. Default: all. */
  readonly offset?: number | undefined
  readonly limit?: number | undefined
}

/** What records add up to by day. It is written with them, and so always equals them. */
export interface UsageStore {
  /** The sums of each group of these dimensions. Without any dimension there is exactly one group. */
  sum(filter: UsageFilter, by: readonly UsageDimension[], order?: UsageOrder): Promise<readonly UsageGroup[]>
}
