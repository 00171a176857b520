const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Stretches that end now, by the name that an address has for them. */
export const RANGES = {
  hour: { label: 'Last hour', ms: HOUR_MS },
  day: { label: 'Last 24 hours', ms: DAY_MS },
  '7d': { label: 'Last 7 days', ms: 7 * DAY_MS },
  '30d': { label: 'Last 30 days', ms: 30 * DAY_MS },
} as const

export type RangeName = keyof typeof RANGES

export const isRangeName = (value: unknown): value is RangeName =>
  typeof value === 'string' && Object.hasOwn(RANGES, value)

/** What an address says of time: one that ends now, or from when to when (ISO 8601); never both. */
export interface TimeRange {
  readonly range?: RangeName
  readonly from?: string
  readonly to?: string
}

/** The time that an address asks for; what it says that is none, or the wrong way around, is left out. */
export function timeRangeOf(search: Readonly<Record<string, unknown>>): TimeRange {
  const [from, to] = [momentOf(search.from), momentOf(search.to)]
  if (from !== undefined && to !== undefined && from < to) return { from: isoOf(from), to: isoOf(to) }
  return isRangeName(search.range) ? { range: search.range } : {}
}

/** From when to when that is. `fallback`: the stretch where nothing is chosen. */
export function timesOf({ range, from, to }: TimeRange, fallback: RangeName, now: number): readonly [Date, Date] {
  if (from !== undefined && to !== undefined) return [new Date(from), new Date(to)]
  return [new Date(now - RANGES[range ?? fallback].ms), new Date(now)]
}

/** To the minute: nobody asks more exactly. The API wants the seconds, too. */
const isoOf = (time: number) => `${new Date(time).toISOString().slice(0, 16)}:00Z`

function momentOf(value: unknown): number | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}

/** As the browser's own field for a moment has it: `2026-11-26T12:30`, in the reader's time zone. */
export function localMoment(time: Date): string {
  const shifted = new Date(time.getTime() - time.getTimezoneOffset() * MINUTE_MS)
  return shifted.toISOString().slice(0, 16)
}
