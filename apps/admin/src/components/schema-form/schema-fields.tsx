import type { FieldErrors } from './field-errors.ts'
import { isObject, withMember } from './json.ts'
import { SchemaField } from './schema-field.tsx'
import styles from './schema-form.module.css'
import type { Member } from './shape.ts'

export interface SchemaFieldsProps {
  readonly members: readonly Member[]
  readonly value: unknown
  /** Called with `undefined` where nothing is filled in any more. */
  readonly onChange: (value: unknown) => void
  /** Where in the whole this is: `upstreams[0].settings`; empty at the top. */
  readonly place: string
  readonly errors: FieldErrors
  /** The name of the member whose field gets the focus when it is drawn. */
  readonly focused?: string | undefined
}

/** The members of an object as fields, one below the other. */
export function SchemaFields({ members, value, onChange, place, errors, focused }: SchemaFieldsProps) {
  const object = isObject(value) ? value : {}
  return (
    <div className={styles.fields}>
      {members.map((member) => (
        <SchemaField
          key={member.name}
          member={member}
          value={object[member.name]}
          onChange={(next) => onChange(withMember(object, member.name, next))}
          place={place === '' ? member.name : `${place}.${member.name}`}
          errors={errors}
          focused={member.name === focused}
        />
      ))}
    </div>
  )
}
