import type { ReactNode } from 'react'
import styles from './figure.module.css'
import type { State } from './state-label.tsx'

export interface FigureProps {
  /** What it is a figure of: `Calls`. */
  readonly label: string
  /** With its unit: `1.24 s`, `$1.94`. `undefined`: it is not known yet, and its place is kept. */
  readonly value: string | undefined
  /** A few words below it: `of the last 24 hours`, `12 % more than the day before`. */
  readonly note?: ReactNode
  /** Colours the figure where it says that something stands badly. */
  readonly state?: State
}

/** A figure, large enough to be the answer of a screen. Belongs in a `MetricRow`. */
export const Figure = ({ label, value, note, state }: FigureProps) => (
  <div className={styles.figure}>
    <dt className={styles.label}>{label}</dt>
    <dd className={styles.value} data-state={state}>
      {value ?? <span aria-hidden="true">&nbsp;</span>}
    </dd>
    {note !== undefined && <dd className={styles.note}>{note}</dd>}
  </div>
)
