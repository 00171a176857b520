import { type BucketTextOptions, bucketFigures } from './bucket-text.ts'
import styles from './chart.module.css'

export interface ChartReadoutProps extends BucketTextOptions {
  /** The place of the bucket that is told of; `undefined`: none. */
  readonly shown: number | undefined
}

/** What the bucket that is pointed at holds. Its place is kept while none is. Readers of screens get it from the bucket. */
export function ChartReadout({ shown, ...told }: ChartReadoutProps) {
  const bucket = shown === undefined ? undefined : told.buckets[shown]
  if (shown === undefined || bucket === undefined) return <p className={styles.readout} aria-hidden="true" />
  const { sum, parts, left } = bucketFigures(told, shown)
  return (
    <p className={styles.readout} aria-hidden="true">
      <span>{bucket.label}</span>
      {sum !== undefined && <strong>{sum}</strong>}
      {parts.map(({ id, label, text }) => (
        <span key={id}>
          {label} <strong>{text}</strong>
        </span>
      ))}
      {left > 0 && <span>{left} more</span>}
    </p>
  )
}
