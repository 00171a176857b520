import { type ScaleLinear, scaleLinear } from 'd3-scale'
import type { ChartBucket, ChartSeries } from './chart-data.ts'

/** About so many lines across a chart, at round figures. */
const LINES = 4

/** From figures to pixels from the top, the axis at a round figure above the greatest. */
export function verticalScale(greatest: number, height: number): ScaleLinear<number, number> {
  return scaleLinear()
    .domain([0, greatest > 0 ? greatest : 1])
    .nice(LINES)
    .range([height, 0])
}

/** The round figures at which a line is drawn. Where all is a count, none is between two of them. */
export const linesOf = (scale: ScaleLinear<number, number>, whole: boolean): readonly number[] =>
  scale.ticks(LINES).filter((tick) => !whole || Number.isInteger(tick))

/** The sum of each bucket over all series. */
export const sumsOf = (buckets: readonly ChartBucket[], series: readonly ChartSeries[]): readonly number[] =>
  buckets.map((_bucket, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0))

/** The greatest single figure. */
export const greatestOf = (series: readonly ChartSeries[]): number =>
  Math.max(0, ...series.map(({ values }) => values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0)))

/** The places of the buckets that are named below the axis: evenly apart, as many as there is room for. */
export function namedBuckets(count: number, width: number, pixels: number): readonly number[] {
  const step = Math.max(1, Math.ceil(count / Math.max(1, Math.floor(width / pixels))))
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step)
}
