import { useState } from 'react'
import type { FieldProps } from './schema-field.tsx'
import { TextArea } from './text-area.tsx'

const linesOf = (text: string) => text.split('\n').flatMap((line) => (line.trim() === '' ? [] : line.trim()))

/** A list of texts, one a line. */
export function LinesField({
  member: { label, description = '', required },
  value,
  onChange,
  place,
  errors,
}: FieldProps) {
  const shown = Array.isArray(value) ? value.map(String).join('\n') : ''
  const [typed, setTyped] = useState(shown)
  const change = (text: string) => {
    setTyped(text)
    const lines = linesOf(text)
    onChange(lines.length === 0 ? undefined : lines)
  }
  return (
    <TextArea
      label={required ? label : `${label} (optional)`}
      description={`${description} One a line.`.trim()}
      error={errors.get(place)}
      rows={2}
      value={linesOf(typed).join('\n') === shown ? typed : shown}
      onChange={change}
    />
  )
}
