import type { ChartBucket } from '../../components/chart/chart-data.ts'
import { RANGES, type TimeRange } from '../../components/time-range.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Up to so much time is shown by the hour. */
const MOST_HOURLY_MS = 72 * HOUR_MS
/** The API has no longer series by day. */
const MOST_DAYS = 366

export const FALLBACK = 'day'

/** What is asked for: whole hours or whole days in UTC, as usage is summed up; both inclusive. */
export interface UsageWindow {
  readonly from: string
  readonly to: string
  readonly interval: 'hour' | 'day'
}

/** The hours or days that a time is in. Of one that ends now, the hour or day that it ends in is the last. */
export function usageWindow({ range, from, to }: TimeRange, now: number): UsageWindow {
  const last = to === undefined ? now : Date.parse(to) - 1
  const length = from === undefined ? RANGES[range ?? FALLBACK].ms : last - Date.parse(from)
  const interval = length <= MOST_HOURLY_MS ? 'hour' : 'day'
  const unit = interval === 'hour' ? HOUR_MS : DAY_MS
  // Seven days are seven, of which today is the last; an hour is never less than one.
  const first = from === undefined ? last - Math.max(length - unit, HOUR_MS) : Date.parse(from)
  const begin = interval === 'day' ? Math.max(first, last - (MOST_DAYS - 1) * DAY_MS) : first
  return { from: textOf(begin, interval), to: textOf(last, interval), interval }
}

const textOf = (time: number, interval: 'hour' | 'day') =>
  interval === 'day' ? new Date(time).toISOString().slice(0, 10) : `${new Date(time).toISOString().slice(0, 13)}:00Z`

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
// Usage is kept by days in UTC; elsewhere their names would be those of the day before.
const UTC_DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
const UTC_WEEKDAY = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
})

/** A bucket of the chart, with the time that it stands for. */
export interface UsageBucket extends ChartBucket {
  /** ISO 8601; the second is not in it any more. */
  readonly from: string
  readonly until: string
}

/** Every hour or day of a window, also those in which nothing was. */
export function bucketsOf({ from, to, interval }: UsageWindow): readonly UsageBucket[] {
  const unit = interval === 'hour' ? HOUR_MS : DAY_MS
  const [first, last] = [Date.parse(from), Date.parse(to)]
  const span = last - first
  return Array.from({ length: Math.round(span / unit) + 1 }, (_, index) => {
    const time = first + index * unit
    const until = time + unit
    const clock = CLOCK.format(time)
    return {
      id: textOf(time, interval),
      tick: interval === 'day' ? UTC_DAY.format(time) : span >= DAY_MS && clock === '00:00' ? DAY.format(time) : clock,
      label:
        interval === 'day'
          ? `${UTC_WEEKDAY.format(time)} (UTC)`
          : `${DAY.format(time)}, ${clock} to ${CLOCK.format(until)}`,
      from: isoOf(time),
      until: isoOf(until),
    }
  })
}

const isoOf = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`

/** From when to when that is, in words: `25 Nov, 12:00 to 26 Nov, 12:00`, `1 Nov to 30 Nov (UTC)`. */
export function windowText(window: UsageWindow): string {
  const [first, last] = [bucketsOf(window)[0], bucketsOf(window).at(-1)]
  if (first === undefined || last === undefined) return ''
  if (window.interval === 'day') return first === last ? first.label : `${first.tick} to ${last.tick} (UTC)`
  const moment = (iso: string) => `${DAY.format(Date.parse(iso))}, ${CLOCK.format(Date.parse(iso))}`
  return `${moment(first.from)} to ${moment(last.until)}`
}
