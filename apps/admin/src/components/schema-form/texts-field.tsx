import { useState } from 'react'
import { Button } from '../button.tsx'
import { TextField } from '../text-field.tsx'
import { hasErrorWithin } from './field-errors.ts'
import { FoldedFields } from './folded-fields.tsx'
import { isObject, STORED } from './json.ts'
import type { FieldProps } from './schema-field.tsx'
import styles from './schema-form.module.css'

interface Entry {
  readonly row: number
  readonly name: string
  readonly text: string
}

const entriesOf = (value: unknown): readonly Entry[] =>
  isObject(value) ? Object.entries(value).map(([name, text], row) => ({ row, name, text: String(text) })) : []

/** Names with a text each, such as headers. */
export function TextsField({
  member,
  value,
  onChange,
  place,
  errors,
  secret,
}: FieldProps & { readonly secret: boolean }) {
  const { label, description } = member
  const [entries, setEntries] = useState(() => entriesOf(value))
  const [nextRow, setNextRow] = useState(entries.length)
  const change = (next: readonly Entry[]) => {
    setEntries(next)
    const named = next.filter(({ name }) => name.trim() !== '')
    onChange(named.length === 0 ? undefined : Object.fromEntries(named.map(({ name, text }) => [name.trim(), text])))
  }
  const set = (row: number, part: Partial<Entry>) =>
    change(entries.map((entry) => (entry.row === row ? { ...entry, ...part } : entry)))
  const add = () => {
    setEntries([...entries, { row: nextRow, name: '', text: '' }])
    setNextRow(nextRow + 1)
  }
  const error = errors.get(place)
  return (
    <FoldedFields
      label={label}
      description={description}
      open={hasErrorWithin(errors, place)}
      filled={value !== undefined}
    >
      {entries.map(({ row, name, text }, index) => (
        <div key={row} className={styles.entry}>
          <TextField
            label={`Name ${index + 1}`}
            autoComplete="off"
            spellCheck={false}
            value={name}
            onValueChange={(next) => set(row, { name: next })}
          />
          <TextField
            label={`Value ${index + 1}`}
            type={secret ? 'password' : 'text'}
            autoComplete="off"
            spellCheck={false}
            placeholder={text === STORED ? 'Stored. Type to replace it.' : undefined}
            error={errors.get(`${place}.${name}`)}
            value={text === STORED ? '' : text}
            onValueChange={(next) => set(row, { text: next })}
          />
          <Button
            look="bare"
            aria-label={`Remove ${name || `value ${index + 1}`}`}
            onClick={() => change(entries.filter((entry) => entry.row !== row))}
          >
            Remove
          </Button>
        </div>
      ))}
      {error !== undefined && <p className={styles.error}>{error}</p>}
      <Button onClick={add}>Add to {label.toLowerCase()}</Button>
    </FoldedFields>
  )
}
