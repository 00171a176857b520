import type { ScaleLinear } from 'd3-scale'
import styles from './chart.module.css'
import type { ChartBucket } from './chart-data.ts'
import { linesOf, namedBuckets } from './scales.ts'

export interface ChartAxesProps {
  readonly buckets: readonly ChartBucket[]
  readonly scale: ScaleLinear<number, number>
  /** Pixels of what is drawn. */
  readonly width: number
  readonly height: number
  readonly whole: boolean
  readonly format: (value: number) => string
}

/** Room for a name below the axis, and for the figures beside it; the second is in chart.module.css, too. */
const NAME_PX = 88
const SIDE_PX = 64

/** Lines at round figures, and the names of some buckets. Readers of screens are told both with each bucket. */
export function ChartAxes({ buckets, scale, width, height, whole, format }: ChartAxesProps) {
  const column = width / Math.max(1, buckets.length)
  return (
    <svg className={styles.axes} width={SIDE_PX + width} height={height + 32} aria-hidden="true">
      {linesOf(scale, whole).map((value) => (
        <g key={value}>
          <line
            className={value === 0 ? styles.base : styles.line}
            x1={SIDE_PX}
            x2={SIDE_PX + width}
            y1={scale(value) + 8}
            y2={scale(value) + 8}
          />
          <text className={styles.figure} x={SIDE_PX - 8} y={scale(value) + 12} textAnchor="end">
            {value === 0 ? '0' : format(value)}
          </text>
        </g>
      ))}
      {width > 0 &&
        namedBuckets(buckets.length, width, NAME_PX).map((at) => {
          const middle = (at + 0.5) * column
          // The outermost names stay within the chart.
          const anchor = middle < NAME_PX / 2 ? 'start' : middle > width - NAME_PX / 2 ? 'end' : 'middle'
          const x = anchor === 'middle' ? middle : anchor === 'start' ? at * column : (at + 1) * column
          return (
            <text key={buckets[at]?.id} className={styles.figure} x={SIDE_PX + x} y={height + 26} textAnchor={anchor}>
              {buckets[at]?.tick}
            </text>
          )
        })}
    </svg>
  )
}
