import { duration } from '../../format/duration.ts'
import styles from './call-times.module.css'
import type { CallRecord } from './logs-query.ts'

/** Where the time of a call went, on one axis: until its first event, and until it was done; and each attempt. */
export function CallTimes({ call }: { readonly call: CallRecord }) {
  const { totalMs, firstEventMs, attempts = [] } = call
  const whole = Math.max(totalMs, 1)
  const percent = (milliseconds: number) => `${Math.min(100, (milliseconds / whole) * 100)}%`
  const first = firstEventMs ?? totalMs
  return (
    <figure className={styles.times} aria-label="Time line">
      <div className={styles.bar}>
        <span className={styles.waiting} style={{ width: percent(first) }} />
        <span className={styles.answering} style={{ width: percent(totalMs - first) }} />
      </div>
      <figcaption className={styles.words}>
        {firstEventMs === undefined
          ? `No event in ${duration(totalMs)}.`
          : `First event after ${duration(firstEventMs)}, done after ${duration(totalMs)}.`}
        {attempts.length > 1 && ` ${attempts.length} attempts.`}
      </figcaption>
    </figure>
  )
}
