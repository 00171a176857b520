import { useId } from 'react'
import styles from './schema-form.module.css'

export interface TextAreaProps {
  readonly label: string
  readonly description?: string | undefined
  readonly error?: string | undefined
  readonly rows: number
  readonly code?: boolean
  readonly value: string
  readonly onChange: (text: string) => void
}

/** Several lines of text to fill in. */
export function TextArea({ label, description, error, rows, code = false, value, onChange }: TextAreaProps) {
  const [id, about] = [useId(), useId()]
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <textarea
        id={id}
        rows={rows}
        spellCheck={false}
        className={code ? styles.code : styles.area}
        aria-describedby={about}
        aria-invalid={error !== undefined}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      <div id={about}>
        {description !== undefined && <p className={styles.description}>{description}</p>}
        {error !== undefined && <p className={styles.error}>{error}</p>}
      </div>
    </div>
  )
}
