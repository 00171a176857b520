import { TextField } from '../text-field.tsx'
import { type FieldErrors, hasErrorWithin } from './field-errors.ts'
import { FoldedFields } from './folded-fields.tsx'
import { JsonField } from './json-field.tsx'
import { LinesField } from './lines-field.tsx'
import { ListField } from './list-field.tsx'
import { NumberText } from './number-text.tsx'
import { OptionField } from './option-field.tsx'
import { SchemaFields } from './schema-fields.tsx'
import { SecretText } from './secret-text.tsx'
import type { Member } from './shape.ts'
import { TextsField } from './texts-field.tsx'
import { VariantsField } from './variants-field.tsx'

/** What every kind of field gets. */
export interface FieldProps {
  readonly member: Member
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly place: string
  readonly errors: FieldErrors
  readonly focused: boolean
}

const YES_NO = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
]

/** The field that fits what a member can be. */
export function SchemaField(props: FieldProps) {
  const { member, value, onChange, place, errors, focused } = props
  const { label, description, required, shape } = member
  const error = errors.get(place)
  switch (shape.kind) {
    case 'secret':
      return <SecretText {...props} />
    case 'number':
    case 'text-or-number':
      return <NumberText {...props} />
    case 'yes-no':
      return (
        <OptionField
          {...{ label, description, required, error }}
          options={YES_NO}
          value={value === undefined ? undefined : String(value)}
          onChange={(next) => onChange(next === undefined ? undefined : next === 'true')}
        />
      )
    case 'choice':
      return (
        <OptionField
          {...{ label, description, required, error }}
          options={shape.options.map((option) => ({ value: option, label: option }))}
          value={value === undefined ? undefined : String(value)}
          onChange={onChange}
        />
      )
    case 'lines':
      return <LinesField {...props} />
    case 'texts':
      return <TextsField {...props} secret={shape.secret} />
    case 'list':
      return <ListField {...props} members={shape.members} />
    case 'variants':
      return <VariantsField {...props} by={shape.by} variants={shape.variants} />
    case 'json':
      return <JsonField {...props} />
    case 'members':
      return (
        <FoldedFields
          label={label}
          description={description}
          open={hasErrorWithin(errors, place)}
          filled={value !== undefined}
        >
          <SchemaFields members={shape.members} value={value} onChange={onChange} place={place} errors={errors} />
        </FoldedFields>
      )
    case 'text':
      return (
        <TextField
          label={required ? label : `${label} (optional)`}
          description={description}
          error={error}
          autoComplete="off"
          spellCheck={false}
          autoFocus={focused}
          value={typeof value === 'string' ? value : ''}
          onValueChange={(text) => onChange(text === '' ? undefined : text)}
        />
      )
  }
}
