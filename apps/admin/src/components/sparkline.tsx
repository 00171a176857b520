import styles from './sparkline.module.css'

export interface SparklineProps {
  /** Of each step of time, oldest first. */
  readonly values: readonly number[]
}

const [WIDTH, HEIGHT] = [120, 24]

/** How a figure went, small and without axes. Says nothing that the figure beside it does not: readers of screens skip it. */
export function Sparkline({ values }: SparklineProps) {
  const most = Math.max(...values, 0)
  if (most === 0 || values.length < 2) return <div className={styles.none} aria-hidden="true" />
  const step = WIDTH / (values.length - 1)
  const points = values.map(
    (value, index) => `${(index * step).toFixed(1)},${(HEIGHT - 1 - (value / most) * (HEIGHT - 2)).toFixed(1)}`,
  )
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" className={styles.line} aria-hidden="true">
      <polyline points={points.join(' ')} fill="none" stroke="currentColor" vectorEffect="non-scaling-stroke" />
    </svg>
  )
}
