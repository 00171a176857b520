import { type MouseEvent, useRef, useState } from 'react'
import { BucketButtons } from './bucket-buttons.tsx'
import styles from './chart.module.css'
import { ChartAxes } from './chart-axes.tsx'
import { type ChartBucket, type ChartSeries, colorOf } from './chart-data.ts'
import { ChartReadout } from './chart-readout.tsx'
import { Lines } from './lines.tsx'
import { greatestOf, sumsOf, verticalScale } from './scales.ts'
import { seriesAt } from './series-at.ts'
import { StackedBars } from './stacked-bars.tsx'
import { useWidth } from './use-width.ts'

export interface ChartProps {
  /** What it shows, for readers of screens: `Calls by agent`. */
  readonly label: string
  readonly buckets: readonly ChartBucket[]
  readonly series: readonly ChartSeries[]
  /** `bars`: stacked, they add up. `lines`: beside each other, for what does not add up. */
  readonly look: 'bars' | 'lines'
  /** A figure with its unit. */
  readonly format: (value: number) => string
  /** The same beside the axis, in a few letters. */
  readonly axis: (value: number) => string
  /** Whether all figures are whole numbers. Default `false`. */
  readonly whole?: boolean
  /**
   * What is done with a bucket that is clicked, or at which Enter is pressed. `part`: the series whose piece of the bar
   * was clicked. Default: nothing.
   */
  readonly onChoose?: (bucket: ChartBucket, part: ChartSeries | undefined) => void
}

/** Pixels of what is drawn, without the names below the axis. */
const HEIGHT = 220

/**
 * Figures over time. The arrow keys go from bucket to bucket and tell of each in words; a table beside it should say the
 * same. It draws SVG that takes its colours from the tokens.
 */
export function Chart({ label, buckets, series, look, format, axis, whole = false, onChoose }: ChartProps) {
  const plot = useRef<HTMLDivElement>(null)
  const width = useWidth(plot)
  const [shown, setShown] = useState<number>()
  const greatest = look === 'bars' ? Math.max(0, ...sumsOf(buckets, series)) : greatestOf(series)
  const scale = verticalScale(greatest, HEIGHT)
  const choose = (at: number, event: MouseEvent) => {
    const bucket = buckets[at]
    if (bucket === undefined) return
    const top = plot.current?.getBoundingClientRect().top ?? 0
    // A key has no place on the screen.
    const pointed = look === 'bars' && event.detail > 0
    onChoose?.(bucket, pointed ? seriesAt(series, at, scale.invert(event.clientY - top)) : undefined)
  }
  const column = buckets.length === 0 ? 0 : width / buckets.length
  return (
    <figure className={styles.chart}>
      <ChartReadout buckets={buckets} series={series} shown={shown} look={look} format={format} />
      <div className={styles.frame}>
        <ChartAxes buckets={buckets} scale={scale} width={width} height={HEIGHT} whole={whole} format={axis} />
        <div ref={plot} className={styles.plot}>
          <svg className={styles.drawing} width={width} height={HEIGHT} aria-hidden="true">
            {look === 'bars' ? (
              <StackedBars buckets={buckets} series={series} scale={scale} column={column} />
            ) : (
              <Lines series={series} scale={scale} column={column} />
            )}
          </svg>
          <BucketButtons
            label={label}
            buckets={buckets}
            series={series}
            look={look}
            format={format}
            onShow={setShown}
            onChoose={onChoose && choose}
          />
        </div>
      </div>
      <figcaption className={styles.legend}>
        <span className="visually-hidden">{label}:</span>
        {series.map((one, index) => (
          <span key={one.id} className={styles.entry}>
            <span className={styles.swatch} data-color={colorOf(one, index)} aria-hidden="true" />
            {one.label}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}
