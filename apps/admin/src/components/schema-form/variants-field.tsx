import { hasErrorWithin } from './field-errors.ts'
import { FoldedFields } from './folded-fields.tsx'
import { isObject, withMember } from './json.ts'
import { OptionField } from './option-field.tsx'
import type { FieldProps } from './schema-field.tsx'
import { SchemaFields } from './schema-fields.tsx'
import { labelOf, type Variant } from './shape.ts'

export interface VariantsFieldProps extends FieldProps {
  /** The member that tells them apart. */
  readonly by: string
  readonly variants: readonly Variant[]
}

/** One of several ways, each with fields of its own. */
export function VariantsField({ member, value, onChange, place, errors, by, variants }: VariantsFieldProps) {
  const { label, description, required } = member
  const chosen = isObject(value) && typeof value[by] === 'string' ? value[by] : undefined
  const variant = variants.find((each) => each.value === chosen)
  const object = isObject(value) ? value : {}
  return (
    <FoldedFields
      label={label}
      description={description}
      open={hasErrorWithin(errors, place)}
      filled={value !== undefined}
    >
      <OptionField
        label={labelOf(by)}
        description={undefined}
        required={required}
        error={errors.get(`${place}.${by}`) ?? errors.get(place)}
        options={variants.map((each) => ({ value: each.value, label: each.value }))}
        value={chosen}
        onChange={(next) => onChange(next === undefined ? undefined : { [by]: next })}
      />
      {variant !== undefined && (
        <SchemaFields
          key={variant.value}
          members={variant.members}
          value={object}
          onChange={(next) => onChange(withMember(isObject(next) ? next : {}, by, variant.value))}
          place={place}
          errors={errors}
        />
      )}
    </FoldedFields>
  )
}
