import { useState } from 'react'
import type { FieldProps } from './schema-field.tsx'
import { TextArea } from './text-area.tsx'

/** What a form has no better way for, written as JSON. */
export function JsonField({ member: { label, description, required }, value, onChange, place, errors }: FieldProps) {
  const [typed, setTyped] = useState(() => (value === undefined ? '' : JSON.stringify(value, null, 2)))
  const [wrong, setWrong] = useState(false)
  const change = (text: string) => {
    setTyped(text)
    try {
      onChange(text.trim() === '' ? undefined : JSON.parse(text))
      setWrong(false)
    } catch {
      // As it is: the gateway would refuse it, too.
      onChange(text)
      setWrong(true)
    }
  }
  return (
    <TextArea
      label={`${label}, as JSON${required ? '' : ' (optional)'}`}
      description={description}
      error={wrong ? 'This is no JSON yet.' : errors.get(place)}
      rows={4}
      code
      value={typed}
      onChange={change}
    />
  )
}
