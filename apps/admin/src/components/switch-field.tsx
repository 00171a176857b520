import { Field } from '@base-ui/react/field'
import { Switch } from '@base-ui/react/switch'
import styles from './switch-field.module.css'
import fieldStyles from './text-field.module.css'

export interface SwitchFieldProps {
  readonly label: string
  /** What it does when it is on, in a line. */
  readonly description?: string | undefined
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly disabled?: boolean
}

/** Something that is on or off. */
export function SwitchField({ label, description, checked, onChange, disabled = false }: SwitchFieldProps) {
  return (
    <Field.Root className={styles.field} disabled={disabled}>
      <Field.Label className={styles.line}>
        <Switch.Root checked={checked} onCheckedChange={(next) => onChange(next)} className={styles.switch}>
          <Switch.Thumb className={styles.thumb} />
        </Switch.Root>
        {label}
      </Field.Label>
      {description !== undefined && (
        <Field.Description className={fieldStyles.description}>{description}</Field.Description>
      )}
    </Field.Root>
  )
}
