import type { CallRecord } from '@gateway/core'
import { tokensOf } from '@gateway/core'
import type { Value } from './database.ts'
import { latencyOf } from './latency-buckets.ts'

/** What a call took and cost, in columns of its record that can be summed. */
export const USAGE_COLUMNS = [
  'kind',
  'upstream',
  'total_ms',
  'cost',
  'error_code',
  'latency',
  'model',
  'input_tokens',
  'output_tokens',
  'total_tokens',
  'estimated',
] as const

/** In the order of `USAGE_COLUMNS`. */
export function usageColumns(record: CallRecord): readonly Value[] {
  const { kind = null, upstream = null, totalMs, cost = null, errorCode = null, usage } = record
  return [kind, upstream, totalMs, cost, errorCode, latencyOf(record) ?? null, ...tokenColumns(usage)]
}

function tokenColumns(usage: CallRecord['usage']): readonly Value[] {
  if (usage === undefined) return [null, null, null, null, null]
  const { model, inputTokens, outputTokens, estimated } = usage
  return [model ?? null, whole(inputTokens), whole(outputTokens), whole(tokensOf(usage)), estimated ? 1 : 0]
}

const whole = (count: number | undefined) =>
  count === undefined ? null : Math.min(Math.round(count), Number.MAX_SAFE_INTEGER)
