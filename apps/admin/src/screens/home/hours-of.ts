import type { DayOfUsage } from './home-queries.ts'

type Hour = NonNullable<DayOfUsage['series']>[number]

const HOUR_MS = 3_600_000

/** Every hour of a window, oldest first; undefined where there was nothing. */
export function hoursOf({
  from,
  to,
  series = [],
}: Pick<DayOfUsage, 'from' | 'to' | 'series'>): readonly (Hour | undefined)[] {
  const found = new Map(series.map((hour) => [Date.parse(hour.date), hour]))
  const [first, last] = [Date.parse(from), Date.parse(to)]
  return Array.from({ length: (last - first) / HOUR_MS + 1 }, (_, index) => found.get(first + index * HOUR_MS))
}
