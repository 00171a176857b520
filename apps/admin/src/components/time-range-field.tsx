import { SelectField } from './select-field.tsx'
import { isRangeName, localMoment, RANGES, type RangeName, type TimeRange, timeRangeOf, timesOf } from './time-range.ts'
import styles from './time-range-field.module.css'

export interface TimeRangeFieldProps {
  readonly value: TimeRange
  /** The stretch that is shown where the address names none. */
  readonly fallback: RangeName
  readonly onChange: (value: TimeRange) => void
}

const OPTIONS = [
  ...Object.entries(RANGES).map(([value, { label }]) => ({ value, label })),
  { value: 'custom', label: 'From … to …' },
]

/** Of which time something is shown: one that ends now, or any. A screen keeps it in its address. */
export function TimeRangeField({ value, fallback, onChange }: TimeRangeFieldProps) {
  const custom = value.from !== undefined
  const choose = (chosen: string) => {
    if (isRangeName(chosen)) onChange({ range: chosen })
    else {
      const [from, to] = timesOf(value, fallback, Date.now())
      onChange(timeRangeOf({ from: from.toISOString(), to: to.toISOString() }))
    }
  }
  return (
    <>
      <SelectField
        label="Time"
        value={custom ? 'custom' : (value.range ?? fallback)}
        options={OPTIONS}
        onChange={choose}
      />
      {custom && <Moments key={`${value.from} ${value.to}`} value={value} onChange={onChange} />}
    </>
  )
}

/** Two moments. Either holds once it is left, and only while the first is before the second. */
function Moments({ value, onChange }: Omit<TimeRangeFieldProps, 'fallback'>) {
  const { from = '', to = '' } = value
  const change = (next: TimeRange) => {
    const range = timeRangeOf({ from, to, ...next })
    if (range.from !== undefined && (range.from !== from || range.to !== to)) onChange(range)
  }
  const field = (label: string, iso: string, limits: { min?: string; max?: string }, take: (iso: string) => void) => (
    <label className={styles.moment}>
      <span>{label}</span>
      <input
        type="datetime-local"
        className={styles.input}
        defaultValue={localMoment(new Date(iso))}
        {...limits}
        onBlur={(event) => take(momentIso(event.currentTarget.value))}
        onKeyDown={(event) => event.key === 'Enter' && take(momentIso(event.currentTarget.value))}
      />
    </label>
  )
  return (
    <>
      {field('From', from, { max: localMoment(new Date(to)) }, (moment) => change({ from: moment }))}
      {field('To', to, { min: localMoment(new Date(from)) }, (moment) => change({ to: moment }))}
    </>
  )
}

/** What was filled in as ISO 8601; empty where it is no moment yet. */
function momentIso(local: string): string {
  const time = new Date(local)
  return Number.isNaN(time.getTime()) ? '' : time.toISOString()
}
