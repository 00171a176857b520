import { Field } from '@base-ui/react/field'
import { useState } from 'react'
import styles from './duration-field.module.css'
import { DURATION_UNITS, type DurationUnit, isDurationUnit, parseAmount } from './duration-text.ts'
import fieldStyles from './text-field.module.css'

export interface DurationFieldProps {
  readonly label: string
  /** One line below it: what it means, and what nothing means. */
  readonly description?: string | undefined
  readonly error?: string | undefined
  /** As the API writes it: `30d`, `1mo`; nothing is `''`. */
  readonly value: string
  readonly onChange: (value: string) => void
  /** Those to choose from. Default: minutes to weeks; months are taken by budgets alone. */
  readonly units?: readonly DurationUnit[]
  /** The one that is chosen before something is typed. Default `d`. */
  readonly unit?: DurationUnit
  readonly placeholder?: string
}

const UNITS: readonly DurationUnit[] = ['m', 'h', 'd', 'w']

/** How long something lasts: an amount and a unit. */
export function DurationField({
  label,
  description,
  error,
  value,
  onChange,
  units = UNITS,
  unit: preset = 'd',
  placeholder,
}: DurationFieldProps) {
  const parsed = parseAmount(value)
  const [chosen, setChosen] = useState<DurationUnit>(parsed?.unit ?? preset)
  const unit = parsed?.unit ?? chosen
  const change = (digits: string) => {
    const amount = Number(digits.replaceAll(/\D/g, '').slice(0, 9))
    onChange(amount === 0 ? '' : `${amount}${unit}`)
  }
  const choose = (next: string) => {
    if (!isDurationUnit(next)) return
    setChosen(next)
    if (parsed !== undefined) onChange(`${parsed.amount}${next}`)
  }
  return (
    <Field.Root invalid={error !== undefined} className={fieldStyles.field}>
      <Field.Label className={fieldStyles.label}>{label}</Field.Label>
      <div className={styles.line}>
        <Field.Control
          inputMode="numeric"
          autoComplete="off"
          className={styles.amount}
          value={parsed === undefined ? '' : String(parsed.amount)}
          onValueChange={change}
          {...(placeholder === undefined ? {} : { placeholder })}
        />
        <select
          aria-label={`${label}: unit`}
          className={styles.unit}
          value={unit}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {(units.includes(unit) ? units : [...units, unit]).map((each) => (
            <option key={each} value={each}>
              {DURATION_UNITS[each]}
            </option>
          ))}
        </select>
      </div>
      {description !== undefined && (
        <Field.Description className={fieldStyles.description}>{description}</Field.Description>
      )}
      <Field.Error match={error !== undefined} className={fieldStyles.error}>
        {error}
      </Field.Error>
    </Field.Root>
  )
}
