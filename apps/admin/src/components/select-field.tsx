import styles from './select-field.module.css'

export interface SelectFieldProps {
  /** For readers of screens; in sight is what is chosen. */
  readonly label: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly onChange: (value: string) => void
}

/** One of a few, such as in a bar of filters. The browser's own control: it works on every device. */
export function SelectField({ label, value, options, onChange }: SelectFieldProps) {
  return (
    <select
      aria-label={label}
      className={styles.select}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
