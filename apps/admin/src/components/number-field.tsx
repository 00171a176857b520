import { Field } from '@base-ui/react/field'
import { NumberField as BaseNumberField } from '@base-ui/react/number-field'
import styles from './number-field.module.css'
import fieldStyles from './text-field.module.css'

export interface NumberFieldProps {
  readonly label: string
  /** One line below it: what belongs here, and what nothing means. */
  readonly description?: string | undefined
  readonly error?: string | undefined
  /** Nothing stands there: `undefined`. */
  readonly value: number | undefined
  readonly onChange: (value: number | undefined) => void
  /** What it is of, beside it: `US dollars`, `messages a minute`. */
  readonly unit?: string
  /** Default 0. */
  readonly min?: number
  /** Fractions are taken. Default: whole numbers. */
  readonly fractions?: boolean
  readonly required?: boolean
  readonly placeholder?: string
}

const FRACTION_DIGITS = 6

/** A number to fill in, with its unit. */
export function NumberField({
  label,
  description,
  error,
  value,
  onChange,
  unit,
  min = 0,
  fractions = false,
  required = false,
  placeholder,
}: NumberFieldProps) {
  return (
    <Field.Root invalid={error !== undefined} className={fieldStyles.field}>
      <Field.Label className={fieldStyles.label}>{label}</Field.Label>
      <BaseNumberField.Root
        value={value ?? null}
        onValueChange={(next) => onChange(next ?? undefined)}
        min={min}
        step={fractions ? 'any' : 1}
        locale="en"
        required={required}
        format={{ maximumFractionDigits: fractions ? FRACTION_DIGITS : 0 }}
        className={styles.line}
      >
        <BaseNumberField.Input
          className={styles.number}
          aria-roledescription={undefined}
          {...(placeholder === undefined ? {} : { placeholder })}
        />
        {unit !== undefined && <span className={styles.unit}>{unit}</span>}
      </BaseNumberField.Root>
      {description !== undefined && (
        <Field.Description className={fieldStyles.description}>{description}</Field.Description>
      )}
      <Field.Error match={error !== undefined} className={fieldStyles.error}>
        {error}
      </Field.Error>
    </Field.Root>
  )
}
