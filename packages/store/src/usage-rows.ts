import type { CallRecord, CallStatus } from '@gateway/core'
import { tokensOf } from '@gateway/core'
import { latencyOf } from './latency-buckets.ts'
import { LONG_LATENCIES, latencySum } from './latency-sum.ts'

/** What identifies a row of usage. What a record does not have is the empty text, so that rows can be unique. */
export const USAGE_KEYS = [
  'time',
  'agent_id',
  'key_id',
  'team_id',
  'user_id',
  'upstream',
  'model',
  'status',
  'error',
] as const
/** What is summed. Doubles: they do not overflow, whatever an agent says it has used. */
export const USAGE_MEASURES = [
  'calls',
  'input_tokens',
  'output_tokens',
  'total_tokens',
  'estimated_tokens',
  'cost',
  'total_ms',
] as const

/** The tables, and how many characters of a record's time their `time` is: `2026-01-31`, `2026-01-31T09`. */
export const USAGE_TABLES = { daily_usage: 10, hourly_usage: 13 } as const
export type UsageTable = keyof typeof USAGE_TABLES

/** Longest name of an upstream or a model that tells rows apart, in characters: agents say them, and keys of indexes are short. */
export const USAGE_NAME = 100

export type UsageRow = { readonly [Name in Exclude<(typeof USAGE_KEYS)[number], 'status'>]: string } & {
  readonly status: CallStatus
  /** As `latencySum` tells. */
  readonly latency: string
} & { readonly [Name in (typeof USAGE_MEASURES)[number]]: number }

const name = (text = '') => (text.length > USAGE_NAME ? Array.from(text).slice(0, USAGE_NAME).join('') : text)
/** As the column of the record has it. */
const whole = (count = 0) => Math.min(Math.round(count), Number.MAX_SAFE_INTEGER)

/** What one record adds to its day or hour. `addUsage` says the same in SQL. */
export function usageOf(record: CallRecord, table: UsageTable): UsageRow {
  const { usage, kind } = record
  const total = usage === undefined ? 0 : whole(tokensOf(usage))
  return {
    time: record.time.slice(0, USAGE_TABLES[table]),
    agent_id: record.agentId ?? '',
    key_id: record.keyId ?? '',
    team_id: record.teamId ?? '',
    user_id: record.userId ?? '',
    upstream: name(record.upstream),
    model: name(usage?.model),
    status: record.status,
    error: name(record.errorCode),
    calls: kind === undefined ? 1 : 0,
    input_tokens: whole(usage?.inputTokens),
    output_tokens: whole(usage?.outputTokens),
    total_tokens: total,
    estimated_tokens: usage?.estimated ? total : 0,
    cost: record.cost ?? 0,
    total_ms: kind === undefined ? record.totalMs : 0,
    latency: latencyOf(record) ?? '',
  }
}

/** Rows by what identifies them, each the sum of those that were added. */
export class UsageRows {
  readonly #rows = new Map<string, UsageRow>()

  add(added: UsageRow): void {
    const place = JSON.stringify(USAGE_KEYS.map((key) => added[key]))
    const row = this.#rows.get(place)
    this.#rows.set(place, row === undefined ? added : sumOf(row, added))
  }

  rows(): readonly UsageRow[] {
    return [...this.#rows.values()]
  }
}

function sumOf(one: UsageRow, other: UsageRow): UsageRow {
  const latency = `${one.latency} ${other.latency}`
  return {
    ...one,
    calls: one.calls + other.calls,
    input_tokens: one.input_tokens + other.input_tokens,
    output_tokens: one.output_tokens + other.output_tokens,
    total_tokens: one.total_tokens + other.total_tokens,
    estimated_tokens: one.estimated_tokens + other.estimated_tokens,
    cost: one.cost + other.cost,
    total_ms: one.total_ms + other.total_ms,
    latency: latency.length > LONG_LATENCIES ? latencySum(latency) : latency,
  }
}
