import type { ScaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import styles from './chart.module.css'
import { type ChartSeries, colorOf } from './chart-data.ts'

export interface LinesProps {
  readonly series: readonly ChartSeries[]
  readonly scale: ScaleLinear<number, number>
  /** Pixels from bucket to bucket. */
  readonly column: number
}

/** A line for each series, broken where it has no figure; a dot at each, so that one alone is seen. */
export function Lines({ series, scale, column }: LinesProps) {
  const path = line<number | undefined>()
    .defined((value) => value !== undefined)
    .x((_value, at) => (at + 0.5) * column)
    .y((value = 0) => scale(value))
  return series.map((one, index) => (
    <g key={one.id} className={styles.curve} data-color={colorOf(one, index)}>
      <path d={path([...one.values]) ?? undefined} />
      {one.values.map((value, at) =>
        value === undefined ? null : <circle key={at} cx={(at + 0.5) * column} cy={scale(value)} r={2.5} />,
      )}
    </g>
  ))
}
