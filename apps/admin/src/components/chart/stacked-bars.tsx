import type { ScaleLinear } from 'd3-scale'
import { stack } from 'd3-shape'
import styles from './chart.module.css'
import { type ChartBucket, type ChartSeries, colorOf } from './chart-data.ts'

export interface StackedBarsProps {
  readonly buckets: readonly ChartBucket[]
  readonly series: readonly ChartSeries[]
  readonly scale: ScaleLinear<number, number>
  /** Pixels from bucket to bucket. */
  readonly column: number
}

/** A single bucket is no wall. */
const WIDEST = 72

/** A bar for each bucket, of one piece for each series, the first at the bottom. */
export function StackedBars({ buckets, series, scale, column }: StackedBarsProps) {
  const width = Math.max(1, Math.min(WIDEST, column * 0.8))
  const places = buckets.map((_bucket, at) => at)
  const layers = stack<number, ChartSeries>()
    .keys(series)
    .value((at, { values }) => values[at] ?? 0)(places)
  return layers.map((layer, index) => (
    <g key={layer.key.id} className={styles.bar} data-color={colorOf(layer.key, index)}>
      {layer.map(([from, to], at) =>
        to <= from ? null : (
          <rect
            key={buckets[at]?.id}
            x={(at + 0.5) * column - width / 2}
            y={scale(to)}
            width={width}
            // What is there is seen, however little it is beside the rest.
            height={Math.max(1, scale(from) - scale(to))}
          />
        ),
      )}
    </g>
  ))
}
