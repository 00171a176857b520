import { type FormEvent, useState } from 'react'
import { Button } from '../../../components/button.tsx'
import { SelectField } from '../../../components/select-field.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { type AskedForm, answerOfTexts, type FieldTexts, type SchemaField } from './schema-fields.ts'
import styles from './schema-form.module.css'

export interface SchemaFormProps {
  readonly form: AskedForm
  readonly onSubmit: (data: Record<string, unknown>) => void
}

/** What an agent asks for, drawn from its JSON schema. */
export function SchemaForm({ form: { fields }, onSubmit }: SchemaFormProps) {
  const [texts, setTexts] = useState<FieldTexts>({})
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const answer = answerOfTexts(fields, texts)
    setProblems(answer.problems)
    if (Object.keys(answer.problems).length === 0) onSubmit(answer.data)
  }
  return (
    <form onSubmit={submit} aria-label="Answer" noValidate className={styles.form}>
      {fields.map((field) => (
        <Input
          key={field.name}
          field={field}
          text={texts[field.name] ?? field.initial}
          problem={problems[field.name]}
          onChange={(text) => setTexts({ ...texts, [field.name]: text })}
        />
      ))}
      <Button type="submit" look="primary">
        Answer
      </Button>
    </form>
  )
}

interface InputProps {
  readonly field: SchemaField
  readonly text: string
  readonly problem: string | undefined
  readonly onChange: (text: string) => void
}

function Input({ field: { label, description, required, kind, choices }, text, problem, onChange }: InputProps) {
  const named = required ? label : `${label} (optional)`
  if (kind === 'yes-no') {
    return (
      <label className={styles.choice}>
        <input
          type="checkbox"
          checked={text === 'true'}
          onChange={(event) => onChange(String(event.currentTarget.checked))}
        />
        {label} <span className={styles.quiet}>{description}</span>
      </label>
    )
  }
  if (kind === 'choice') {
    const options = choices.map((value) => ({ value, label: value.replaceAll(/^"|"$/g, '') }))
    return (
      <div className={styles.choice}>
        <span>{named}</span>
        <SelectField label={label} value={text} options={[{ value: '', label: '–' }, ...options]} onChange={onChange} />
        <span className={problem === undefined ? styles.quiet : styles.problem}>{problem ?? description}</span>
      </div>
    )
  }
  return (
    <TextField
      label={named}
      description={description}
      error={problem}
      inputMode={kind === 'number' ? 'decimal' : undefined}
      required={required}
      value={text}
      onValueChange={onChange}
    />
  )
}
