import { Field } from '@base-ui/react/field'
import type { ComponentProps } from 'react'
import styles from './text-field.module.css'

export type TextFieldProps = Omit<ComponentProps<typeof Field.Control>, 'className'> & {
  readonly label: string
  /** One line below it: what belongs here. */
  readonly description?: string | undefined
  /** What is wrong with what stands there, and what to do. */
  readonly error?: string | undefined
}

/** A line of text to fill in, with its label. */
export function TextField({ label, description, error, name, ...rest }: TextFieldProps) {
  return (
    <Field.Root {...(name === undefined ? {} : { name })} invalid={error !== undefined} className={styles.field}>
      <Field.Label className={styles.label}>{label}</Field.Label>
      <Field.Control {...rest} className={styles.control} />
      {description !== undefined && <Field.Description className={styles.description}>{description}</Field.Description>}
      <Field.Error match={error !== undefined} className={styles.error}>
        {error}
      </Field.Error>
    </Field.Root>
  )
}
