/** A stretch of time on the horizontal axis. */
export interface ChartBucket {
  readonly id: string
  /** In short, below the axis: `12:00`, `26 Nov`. */
  readonly tick: string
  /** In whole, where it is told of: `26 Nov, 12:00 to 13:00`. */
  readonly label: string
}

/** What is drawn in one colour. */
export interface ChartSeries {
  readonly id: string
  readonly label: string
  /** One for each bucket. `undefined`: there is none, which is not zero. */
  readonly values: readonly (number | undefined)[]
  /** What is left over of many: it is grey. Default `false`. */
  readonly rest?: boolean
}

/** How many series have a colour of their own; `--series-1` to `--series-8`. */
export const SERIES_COLORS = 8

/** Which colour the series at a place has: the name that `chart.module.css` knows. */
export const colorOf = ({ rest = false }: ChartSeries, index: number): string =>
  rest ? 'rest' : String((index % SERIES_COLORS) + 1)
