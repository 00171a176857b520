import { gatewayError } from '@gateway/core'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** What is asked by day or by hour has at most so many of them. */
const MOST = { day: 366, hour: 744 } as const
/** Days or hours that are asked for where nothing says how many. */
const USUAL = { day: 30, hour: 24 } as const

/** What is asked for, of `from` and `to` of a query: days such as `2026-01-31`, or times as ISO 8601. */
export interface AskedWindow {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly interval: 'day' | 'hour' | 'total'
}

/** Days or hours, as `UsageFilter` has them: both inclusive. */
export interface UsageWindow {
  readonly from: string
  readonly to: string
}

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10)
const hourOf = (time: number) => new Date(time).toISOString().slice(0, 13)

/** When a day or an hour begins. */
const beginOf = (text: string) => Date.parse(text.includes('T') ? `${text}:00Z` : text)

/** A day or an hour as answers have it: `2026-01-31`, `2026-01-31T09:00Z`. */
export const shownTime = (text: string): string => (text.includes('T') ? `${text}:00Z` : text)

/**
 * The window that is asked for: by hour where the series is, or where a time is named; the hours in which these times are
 * count whole. Throws INVALID_PARAMS where it is too long or the wrong way around.
 */
export function windowOf(asked: AskedWindow, now: number): UsageWindow {
  const { from, to, interval } = asked
  const hourly = interval === 'hour' || [from, to].some((text) => text?.includes('T'))
  const [unit, length, textOf] = hourly ? (['hour', HOUR_MS, hourOf] as const) : (['day', DAY_MS, dayOf] as const)
  const last = to === undefined ? textOf(now) : hourly && !to.includes('T') ? `${to}T23` : textOf(Date.parse(to))
  const usual = beginOf(last) - (USUAL[unit] - 1) * length
  const window = { from: textOf(from === undefined ? usual : Date.parse(from)), to: last }
  const count = lengthOf(window, length)
  if (count < 1) {
    const [first, end] = [shownTime(window.from), shownTime(last)]
    throw gatewayError('INVALID_PARAMS', `to: ${end} is before ${first}.`, { field: 'to' })
  }
  const points = interval === 'day' ? Math.ceil((count * length) / DAY_MS) : count
  if (interval !== 'total' && points > MOST[interval]) {
    throw gatewayError(
      'INVALID_PARAMS',
      `from: ${points} ${interval}s are too many for a series, which has at most ${MOST[interval]}. Ask for fewer, or with interval=total.`,
      { field: 'from' },
    )
  }
  return window
}

/** The window of the same length that ends where this one begins. */
export function windowBefore(window: UsageWindow): UsageWindow {
  const [length, textOf] = window.to.includes('T') ? ([HOUR_MS, hourOf] as const) : ([DAY_MS, dayOf] as const)
  const begin = beginOf(window.from)
  return { from: textOf(begin - lengthOf(window, length) * length), to: textOf(begin - length) }
}

const lengthOf = ({ from, to }: UsageWindow, length: number) => (beginOf(to) - beginOf(from)) / length + 1
