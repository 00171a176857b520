import { useState } from 'react'
import { TextField } from '../text-field.tsx'
import type { FieldProps } from './schema-field.tsx'

/** A number. What is none goes on as it was typed: the gateway says what is wrong with it. */
export function NumberText({ member: { label, description, required }, value, onChange, place, errors }: FieldProps) {
  const shown = value === undefined ? '' : String(value)
  const [typed, setTyped] = useState(shown)
  // `1.` is 1, and must stay to be typed on.
  const same = typed.trim() === shown || (typed.trim() !== '' && Number(typed) === value)
  const change = (text: string) => {
    setTyped(text)
    const trimmed = text.trim()
    if (trimmed === '') onChange(undefined)
    else onChange(Number.isFinite(Number(trimmed)) ? Number(trimmed) : trimmed)
  }
  return (
    <TextField
      label={required ? label : `${label} (optional)`}
      description={description}
      error={errors.get(place)}
      inputMode="decimal"
      autoComplete="off"
      value={same ? typed : shown}
      onValueChange={change}
    />
  )
}
