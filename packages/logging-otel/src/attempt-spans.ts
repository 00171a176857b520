import { attemptSpanOf, type CallRecord } from '@gateway/core'
import { invokesAgent } from './call-attributes.ts'

/** One request to an upstream, as a span has it. Milliseconds since the call began. */
export interface AttemptSpan {
  readonly spanId: string
  readonly upstream: string
  readonly start: number
  readonly end: number
  readonly error?: string | undefined
}

/** There are no more spans than that for the attempts of one call. */
const MOST = 255

/** Whether the agent was asked. Agents that tell nothing of their requests were asked by every message. */
export const wasAsked = (record: CallRecord): boolean =>
  record.queueMs !== undefined || (record.status !== 'refused' && record.upstream !== undefined && invokesAgent(record))

/**
 * The requests to upstreams that a record tells of. Where no router chose there was one. When each began is not kept: each is
 * reckoned to follow the one before it, so pauses between them show as time of the last one, which lasts until the call is
 * over, because its stream came from there.
 */
export function attemptSpans(record: CallRecord): readonly AttemptSpan[] {
  const { spanId, upstream, attempts, queueMs = 0, totalMs } = record
  if (spanId === undefined) return []
  if (attempts === undefined) {
    if (upstream === undefined || !wasAsked(record)) return []
    const error = record.status === 'error' ? record.errorCode : undefined
    return [{ spanId: attemptSpanOf(spanId, 1), upstream, start: Math.min(queueMs, totalMs), end: totalMs, error }]
  }
  const kept = attempts.slice(0, MOST)
  let start = Math.min(queueMs, totalMs)
  return kept.map((attempt, index) => {
    const isLast = index === kept.length - 1
    const end = isLast ? totalMs : Math.min(start + attempt.ms, totalMs)
    const span = {
      spanId: attemptSpanOf(spanId, index + 1),
      upstream: attempt.upstream,
      start,
      end,
      error: attempt.error,
    }
    start = end
    return span
  })
}
