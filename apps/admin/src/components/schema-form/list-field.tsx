import { Button } from '../button.tsx'
import { hasErrorWithin } from './field-errors.ts'
import { FoldedFields } from './folded-fields.tsx'
import type { FieldProps } from './schema-field.tsx'
import { SchemaFields } from './schema-fields.tsx'
import styles from './schema-form.module.css'
import type { Member } from './shape.ts'

/** A list of objects, each with its fields. */
export function ListField({
  member,
  value,
  onChange,
  place,
  errors,
  members,
}: FieldProps & { readonly members: readonly Member[] }) {
  const { label, description } = member
  const items: readonly unknown[] = Array.isArray(value) ? value : []
  const change = (next: readonly unknown[]) => onChange(next.length === 0 ? undefined : next)
  return (
    <FoldedFields
      label={label}
      description={description}
      open={hasErrorWithin(errors, place)}
      filled={items.length > 0}
    >
      {items.map((item, index) => (
        <fieldset key={index} className={styles.item}>
          <legend className={styles.label}>{`${label} ${index + 1}`}</legend>
          <SchemaFields
            members={members}
            value={item}
            onChange={(next) => change(items.map((each, other) => (other === index ? (next ?? {}) : each)))}
            place={`${place}[${index}]`}
            errors={errors}
          />
          <Button look="bare" onClick={() => change(items.filter((_, other) => other !== index))}>
            {`Remove ${label.toLowerCase()} ${index + 1}`}
          </Button>
        </fieldset>
      ))}
      {errors.get(place) !== undefined && <p className={styles.error}>{errors.get(place)}</p>}
      <Button onClick={() => change([...items, {}])}>Add to {label.toLowerCase()}</Button>
    </FoldedFields>
  )
}
