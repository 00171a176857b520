import type { CallRecord, Percentiles, UsageLatency } from '@gateway/core'
import { PERCENTILE_ERROR } from '@gateway/core'

/** Buckets grow by this factor, so that the middle of each is within the error of all in it (as in DDSketch). */
const GROWTH = (1 + PERCENTILE_ERROR) / (1 - PERCENTILE_ERROR)
const LOG_GROWTH = Math.log(GROWTH)
const MIDDLE = 2 / (1 + GROWTH)
/** Up to a thousandth of a millisecond is the first bucket. */
const PER_MS = 1_000

/** The bucket of a duration: 0 is up to 1 µs, 92 about 10 ms, 221 about an hour. */
const bucketOf = (ms: number) => (ms * PER_MS <= 1 ? 0 : Math.ceil(Math.log(ms * PER_MS) / LOG_GROWTH))

const middleOf = (bucket: number) => (bucket === 0 ? 1 : GROWTH ** bucket * MIDDLE) / PER_MS

/** The latencies of one call, as they are stored (`latencySum`); `undefined` of what is no call. */
export function latencyOf({ kind, totalMs, firstEventMs, overheadMs }: CallRecord): string | undefined {
  if (kind !== undefined) return undefined
  const first = firstEventMs === undefined ? '' : ` f${bucketOf(firstEventMs)}`
  return `t${bucketOf(totalMs)}${first}${overheadMs === undefined ? '' : ` o${bucketOf(overheadMs)}`}`
}

/** What stored latencies tell. */
export function percentilesOf(text: string): UsageLatency {
  const counts = { t: new Map<number, number>(), f: new Map<number, number>(), o: new Map<number, number>() }
  for (const entry of text.split(' ')) {
    const [, duration, bucket, count = '1'] = /^([tfo])(\d+)(?::(\d+))?$/.exec(entry) ?? []
    if (duration !== 't' && duration !== 'f' && duration !== 'o') continue
    const of = counts[duration]
    of.set(Number(bucket), (of.get(Number(bucket)) ?? 0) + Number(count))
  }
  return { total: ranksOf(counts.t), firstEvent: ranksOf(counts.f), overhead: ranksOf(counts.o) }
}

function ranksOf(counts: ReadonlyMap<number, number>): Percentiles | undefined {
  if (counts.size === 0) return undefined
  const buckets = [...counts].sort(([left], [right]) => left - right)
  const all = buckets.reduce((sum, [, count]) => sum + count, 0)
  const at = (percent: number) => {
    const rank = Math.ceil((percent * all) / 100)
    let below = 0
    for (const [bucket, count] of buckets) {
      below += count
      if (below >= rank) return middleOf(bucket)
    }
    return 0
  }
  return { p50: at(50), p90: at(90), p95: at(95), p99: at(99) }
}
