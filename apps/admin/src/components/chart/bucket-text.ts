import type { ChartBucket, ChartSeries } from './chart-data.ts'

export interface BucketTextOptions {
  readonly buckets: readonly ChartBucket[]
  readonly series: readonly ChartSeries[]
  readonly look: 'bars' | 'lines'
  readonly format: (value: number) => string
}

/** So many figures are told of a bucket; the rest is in the table. */
const MOST_TOLD = 4

/** What a bucket holds: its sum where there is one, and the greatest of its parts. */
export function bucketFigures({ series, look, format }: BucketTextOptions, at: number) {
  const parts = series.flatMap(({ id, label, values, rest = false }) => {
    const value = values[at]
    return value === undefined || (look === 'bars' && value === 0) ? [] : [{ id, label, value, rest }]
  })
  // What is put together of many comes last, however much it is.
  const ordered = parts.toSorted((one, other) => Number(one.rest) - Number(other.rest) || other.value - one.value)
  const told = look === 'bars' ? ordered.slice(0, MOST_TOLD) : parts
  return {
    sum: look === 'bars' ? format(parts.reduce((sum, { value }) => sum + value, 0)) : undefined,
    parts: told.map(({ id, label, value }) => ({ id, label, text: format(value) })),
    left: parts.length - told.length,
  }
}

/** The same as a sentence: `26 Nov, 12:00 to 13:00: 34 calls; invoices 20 calls, hello 14 calls`. */
export function bucketText(options: BucketTextOptions, at: number): string {
  const { sum, parts, left } = bucketFigures(options, at)
  const more = left === 0 ? [] : [`${left} more`]
  const told = [...parts.map(({ label, text }) => `${label} ${text}`), ...more].join(', ')
  const figures = [...(sum === undefined ? [] : [sum]), ...(told === '' ? [] : [told])].join('; ')
  return `${options.buckets[at]?.label ?? ''}: ${figures === '' ? 'nothing' : figures}`
}
