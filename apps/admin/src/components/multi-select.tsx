import { Combobox } from '@base-ui/react/combobox'
import { Field } from '@base-ui/react/field'
import { useRef } from 'react'
import styles from './multi-select.module.css'
import { labelOf, type Option } from './option.ts'
import { OptionPopup } from './option-popup.tsx'
import fieldStyles from './text-field.module.css'

export interface MultiSelectProps {
  readonly label: string
  readonly description?: string | undefined
  readonly error?: string | undefined
  readonly options: readonly Option[]
  /** Values that are no option any more are kept, and shown as they are. */
  readonly values: readonly string[]
  readonly onChange: (values: readonly string[]) => void
  readonly placeholder?: string
  /** What is said where no option fits. */
  readonly empty?: string
}

/** Of any number of options that are shown at once; the search finds the others. */
const MOST_SHOWN = 100

/** Several of many, found by a part of their name. Backspace takes the last one away. */
export function MultiSelect({
  label,
  description,
  error,
  options,
  values,
  onChange,
  placeholder,
  empty = 'Nothing has this name.',
}: MultiSelectProps) {
  const line = useRef<HTMLDivElement>(null)
  const shown = labelOf(options)
  return (
    <Field.Root invalid={error !== undefined} className={fieldStyles.field}>
      <Field.Label className={fieldStyles.label}>{label}</Field.Label>
      <Combobox.Root
        multiple
        items={options.map(({ value }) => value)}
        value={values}
        onValueChange={(next) => onChange(next)}
        itemToStringLabel={shown}
        limit={MOST_SHOWN}
        autoHighlight
      >
        <Combobox.Chips ref={line} className={styles.line}>
          {values.map((value) => (
            <Combobox.Chip key={value} className={styles.chip} aria-label={shown(value)}>
              <span className={styles.text}>{shown(value)}</span>
              <Combobox.ChipRemove className={styles.remove} aria-label={`Remove ${shown(value)}`}>
                ✕
              </Combobox.ChipRemove>
            </Combobox.Chip>
          ))}
          <Combobox.Input
            className={styles.input}
            {...(placeholder === undefined || values.length > 0 ? {} : { placeholder })}
          />
        </Combobox.Chips>
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
