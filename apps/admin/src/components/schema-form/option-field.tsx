import { useId } from 'react'
import select from '../select-field.module.css'
import styles from './schema-form.module.css'

export interface OptionFieldProps {
  readonly label: string
  readonly description: string | undefined
  readonly required: boolean
  readonly error: string | undefined
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}

/** One of a few, or the default where it need not be chosen. */
export function OptionField({ label, description, required, error, options, value, onChange }: OptionFieldProps) {
  const [id, about] = [useId(), useId()]
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <select
        id={id}
        className={select.select}
        aria-describedby={about}
        aria-invalid={error !== undefined}
        value={value ?? ''}
        onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? undefined : currentTarget.value)}
      >
        {(!required || value === undefined) && <option value="">{required ? 'Choose' : 'Default'}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <div id={about}>
        {description !== undefined && <p className={styles.description}>{description}</p>}
        {error !== undefined && <p className={styles.error}>{error}</p>}
      </div>
    </div>
  )
}
