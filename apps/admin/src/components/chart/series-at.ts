import type { ChartSeries } from './chart-data.ts'

/** Which series a stack has at a height, counted in its figures from the bottom; `undefined`: it is not that high. */
export function seriesAt(series: readonly ChartSeries[], at: number, height: number): ChartSeries | undefined {
  let top = 0
  return series.find(({ values }) => {
    top += values[at] ?? 0
    return height < top
  })
}
