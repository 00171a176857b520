import { type ChartSeries, SERIES_COLORS } from '../../components/chart/chart-data.ts'
import { type Grouping, groupLabel } from './groupings.ts'
import { type Additive, figureOf, type Measure } from './measures.ts'
import type { UsageAnswer } from './usage-query.ts'
import { rest } from './usage-rows.ts'
import type { UsageBucket } from './usage-window.ts'

/** What the chart draws: the groups with the most, and all others as one; of latency how long half and nearly all calls took. */
export const seriesOf = (
  answer: UsageAnswer,
  buckets: readonly UsageBucket[],
  measure: Measure,
  by: Grouping,
): readonly ChartSeries[] =>
  measure === 'latency' ? latencySeries(answer, buckets) : stacked(answer, buckets, measure, by)

function latencySeries({ series = [] }: UsageAnswer, buckets: readonly UsageBucket[]): readonly ChartSeries[] {
  const points = new Map(series.map((point) => [point.date, point.latency?.total]))
  return (['p50', 'p95'] as const).map((id) => ({
    id,
    label: id === 'p50' ? 'p50 (half of the calls)' : 'p95 (95 % of the calls)',
    values: buckets.map((bucket) => points.get(bucket.id)?.[id]),
  }))
}

function stacked(
  { series = [], groups = [], next_cursor: more }: UsageAnswer,
  buckets: readonly UsageBucket[],
  measure: Additive,
  by: Grouping,
): readonly ChartSeries[] {
  const valuesOf = (points: typeof series) => {
    const found = new Map(points.map((point) => [point.date, figureOf(measure, point)]))
    return buckets.map(({ id }) => found.get(id) ?? 0)
  }
  const some = groups.filter(({ totals }) => figureOf(measure, totals) > 0)
  // One left over has a colour of its own rather than a name that hides it.
  const shown = some.length <= SERIES_COLORS && more === null ? some : some.slice(0, SERIES_COLORS - 1)
  const named = shown.map((group) => ({
    id: `group:${group.id ?? ''}`,
    label: groupLabel(by, group),
    values: valuesOf(group.series ?? []),
  }))
  if (shown.length === some.length && more === null) return named
  const whole = valuesOf(series)
  const left = whole.map((value, at) =>
    rest(
      value,
      named.map(({ values }) => values[at] ?? 0),
    ),
  )
  const label = more === null ? `${some.length - shown.length} others` : 'Others'
  return [...named, { id: 'others', label, values: left, rest: true }]
}
