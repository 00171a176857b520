import { Meter } from '@base-ui/react/meter'
import styles from './used-bar.module.css'
import { shareState } from './used-share.ts'

export interface UsedBarProps {
  /** What is used, for readers of screens: `Budget`. */
  readonly label: string
  readonly used: number
  /** `undefined`: as much as anybody wants; there is no bar then. */
  readonly allowed: number | undefined
  /** Writes both with their unit: `money`. */
  readonly format: (value: number) => string
}

/** How much of what is allowed is used: in words, and as a thin bar. */
export function UsedBar({ label, used, allowed, format }: UsedBarProps) {
  if (allowed === undefined) return <span className={styles.text}>{format(used)}</span>
  const text = `${format(used)} of ${format(allowed)}`
  return (
    <Meter.Root
      value={Math.min(used, allowed)}
      max={allowed === 0 ? 1 : allowed}
      aria-label={label}
      getAriaValueText={() => text}
      className={styles.bar}
    >
      <span className={styles.text}>{text}</span>
      <Meter.Track className={styles.track}>
        <Meter.Indicator className={styles.indicator} data-state={shareState(used, allowed)} />
      </Meter.Track>
    </Meter.Root>
  )
}
