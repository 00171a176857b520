/** From how many characters on latencies are put together: each call adds some ten, and a sum takes as long as thirty of them. */
export const LONG_LATENCIES = 600

/**
 * How latencies are stored: the buckets into which durations fall, each with how many fell into it, where that is not one:
 * `t92:12 t93 o18:13`. Two such texts with a space between them are the sum of both; this writes each bucket once. It
 * imports nothing: SQLite's worker has it as a function of SQL (`latency_sum`).
 */
export function latencySum(text: string): string {
  const counts = new Map<string, number>()
  for (const entry of text.split(' ')) {
    if (entry === '') continue
    const colon = entry.indexOf(':')
    const bucket = colon < 0 ? entry : entry.slice(0, colon)
    counts.set(bucket, (counts.get(bucket) ?? 0) + (colon < 0 ? 1 : Number(entry.slice(colon + 1))))
  }
  let sum = ''
  for (const [bucket, count] of counts) sum += `${sum === '' ? '' : ' '}${bucket}${count === 1 ? '' : `:${count}`}`
  return sum
}
