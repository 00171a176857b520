import { useId } from 'react'
import styles from './choice-field.module.css'

export interface Choice<Value extends string> {
  readonly value: Value
  readonly label: string
  /** What choosing it means, in a line. */
  readonly description?: string
}

export interface ChoiceFieldProps<Value extends string> {
  readonly label: string
  readonly choices: readonly Choice<Value>[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}

/** One of a few that are all in sight. */
export function ChoiceField<Value extends string>({ label, choices, value, onChange }: ChoiceFieldProps<Value>) {
  const name = useId()
  return (
    <fieldset className={styles.field}>
      <legend className={styles.label}>{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.choice}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          <span>
            {choice.label}
            {choice.description !== undefined && <span className={styles.description}> {choice.description}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
