import type { CallRecord, RecordMatch } from '@gateway/core'
import { tokensOf } from '@gateway/core'
import { type RawBuilder, sql } from 'kysely'
import type { Database } from './database.ts'

interface Range {
  readonly min: Extract<keyof RecordMatch, `min${string}`>
  readonly max: Extract<keyof RecordMatch, `max${string}`>
  /** `undefined`: the record has no such number, and is in no range of it. */
  readonly of: (record: CallRecord) => number | undefined
  readonly column: (database: Pick<Database, 'memberNumber'>) => RawBuilder<number>
}

const member =
  (name: keyof CallRecord): Range['column'] =>
  ({ memberNumber }) =>
    memberNumber('record', name)

/** The numbers that records are found by, and where they are stored. */
export const RECORD_RANGES: readonly Range[] = [
  { min: 'minTotalMs', max: 'maxTotalMs', of: ({ totalMs }) => totalMs, column: () => sql`total_ms` },
  { min: 'minCost', max: 'maxCost', of: ({ cost = 0 }) => cost, column: () => sql`coalesce(cost, 0)` },
  {
    min: 'minTokens',
    max: 'maxTokens',
    of: ({ usage = {} }) => tokensOf(usage),
    column: () => sql`coalesce(total_tokens, 0)`,
  },
  {
    min: 'minFirstEventMs',
    max: 'maxFirstEventMs',
    of: ({ firstEventMs }) => firstEventMs,
    column: member('firstEventMs'),
  },
  { min: 'minOverheadMs', max: 'maxOverheadMs', of: ({ overheadMs }) => overheadMs, column: member('overheadMs') },
  {
    min: 'minRequestBytes',
    max: 'maxRequestBytes',
    of: ({ requestBytes }) => requestBytes,
    column: member('requestBytes'),
  },
  {
    min: 'minResponseBytes',
    max: 'maxResponseBytes',
    of: ({ responseBytes }) => responseBytes,
    column: member('responseBytes'),
  },
]

/** Whether a record's numbers are in the ranges that are asked for. */
export const inRanges = (record: CallRecord, match: RecordMatch): boolean =>
  RECORD_RANGES.every(({ min, max, of }) => {
    const [least, most] = [match[min], match[max]]
    if (least === undefined && most === undefined) return true
    const number = of(record)
    return number !== undefined && number >= (least ?? 0) && number <= (most ?? Number.POSITIVE_INFINITY)
  })
