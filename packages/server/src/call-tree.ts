import type { CallRecord } from '@gateway/core'
import { callSpanOf } from '@gateway/core'

/** One call of a tree, in a list in which each comes before those that it caused, and those in the order they began. */
export interface CallHop {
  /** How many calls of the list are above it. */
  readonly depth: number
  /** The place in the list, from 0, of the call that caused it. Absent: the first of its chain. */
  readonly parent?: number
  /** Absent: another call, of which who asks may see nothing but that it caused the calls below. */
  readonly record?: CallRecord
}

/**
 * The calls of traces as trees: each below the one that caused it, or the first of its chain. Of calls that may not be
 * seen only those are there that others hang on, without a word of what they were.
 */
export function callTree(records: readonly CallRecord[], maySee: (record: CallRecord) => boolean): readonly CallHop[] {
  const bySpan = new Map(records.flatMap((record) => (record.spanId === undefined ? [] : [[record.spanId, record]])))
  const causeOf = ({ causeSpanId, parentSpanId, spanId }: CallRecord) => {
    const known = bySpan.get(causeSpanId ?? '') ?? bySpan.get(callSpanOf(parentSpanId ?? ''))
    return known?.spanId === spanId ? undefined : known
  }
  const caused = Map.groupBy(
    records.toSorted((left, right) => Date.parse(left.time) - Date.parse(right.time)),
    causeOf,
  )
  const shown = new Set<CallRecord>()
  for (const record of records) {
    if (!maySee(record)) continue
    for (let above: CallRecord | undefined = record; above && !shown.has(above); above = causeOf(above))
      shown.add(above)
  }
  const hops: CallHop[] = []
  const add = (cause: CallRecord | undefined, above: Omit<CallHop, 'record'>) => {
    for (const record of caused.get(cause) ?? []) {
      if (!shown.has(record)) continue
      const place = hops.push({ ...above, ...(maySee(record) ? { record } : {}) }) - 1
      add(record, { depth: above.depth + 1, parent: place })
    }
  }
  add(undefined, { depth: 0 })
  return hops
}
