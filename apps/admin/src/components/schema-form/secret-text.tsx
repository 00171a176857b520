import { Button } from '../button.tsx'
import { TextField } from '../text-field.tsx'
import { STORED } from './json.ts'
import type { FieldProps } from './schema-field.tsx'
import styles from './schema-form.module.css'

/** A secret: one that is stored is not shown, and stays until another is typed or it is removed. */
export function SecretText({ member, value, onChange, place, errors, focused }: FieldProps) {
  const { label, description, required } = member
  const isStored = value === STORED
  return (
    <div className={styles.row}>
      <TextField
        label={required ? label : `${label} (optional)`}
        description={description}
        error={errors.get(place)}
        type="password"
        autoComplete="off"
        autoFocus={focused}
        placeholder={isStored ? 'Stored. Type to replace it.' : undefined}
        value={typeof value === 'string' && !isStored ? value : ''}
        onValueChange={(text) => onChange(text === '' ? undefined : text)}
      />
      {isStored && !required && (
        <Button look="bare" onClick={() => onChange(undefined)}>
          Remove {label}
        </Button>
      )}
    </div>
  )
}
