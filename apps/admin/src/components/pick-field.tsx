import { Combobox } from '@base-ui/react/combobox'
import { Field } from '@base-ui/react/field'
import { useState } from 'react'
import { labelOf, type Option } from './option.ts'
import { OptionPopup } from './option-popup.tsx'
import fieldStyles from './text-field.module.css'

export interface PickFieldProps {
  readonly label: string
  readonly description?: string | undefined
  readonly error?: string | undefined
  readonly options: readonly Option[]
  /** `undefined`: none is chosen. */
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
  /** What is typed is taken, too, where it is no option. Default: options alone. */
  readonly takesNew?: boolean
  readonly placeholder?: string
  readonly empty?: string
}

const MOST_SHOWN = 100

/** One of many, found by a part of its name. */
export function PickField({
  label,
  description,
  error,
  options,
  value,
  onChange,
  takesNew = false,
  placeholder,
  empty = 'Nothing has this name.',
}: PickFieldProps) {
  const shown = labelOf(options)
  const [typed, setTyped] = useState(value === undefined ? '' : shown(value))
  const text = typed.trim()
  const isKnown = options.some(({ value: each, label: name }) => each === text || name === text)
  const items = options.map((option) => option.value)
  return (
    <Field.Root invalid={error !== undefined} className={fieldStyles.field}>
      <Field.Label className={fieldStyles.label}>{label}</Field.Label>
      <Combobox.Root
        items={takesNew && text !== '' && !isKnown ? [...items, text] : items}
        value={value ?? null}
        onValueChange={(next) => onChange(next ?? undefined)}
        onInputValueChange={setTyped}
        itemToStringLabel={shown}
        limit={MOST_SHOWN}
        autoHighlight
      >
        <Combobox.Input
          className={fieldStyles.control}
          autoComplete="off"
          {...(placeholder === undefined ? {} : { placeholder })}
        />
        <OptionPopup options={options} empty={empty} />
      </Combobox.Root>
      {description !== undefined && (
        <Field.Description className={fieldStyles.description}>{description}</Field.Description>
      )}
      <Field.Error match={error !== undefined} className={fieldStyles.error}>
        {error}
      </Field.Error>
    </Field.Root>
  )
}
