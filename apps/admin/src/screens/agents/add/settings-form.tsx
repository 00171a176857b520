import { TextField } from '../../../components/text-field.tsx'
import type { SettingField, SettingTexts } from './setting-fields.ts'
import styles from './settings-form.module.css'

export interface SettingsFormProps {
  readonly fields: readonly SettingField[]
  readonly texts: SettingTexts
  readonly onChange: (texts: SettingTexts) => void
}

/** The settings of an adapter: what nearly every agent needs, and the rest behind "More settings". */
export function SettingsForm({ fields, texts, onChange }: SettingsFormProps) {
  const set = (name: string) => (text: string) => onChange({ ...texts, [name]: text })
  const drawn = (field: SettingField, index: number) => (
    <Setting
      key={field.name}
      field={field}
      text={texts[field.name] ?? ''}
      onChange={set(field.name)}
      focused={field.first && index === 0}
    />
  )
  const more = fields.filter(({ first }) => !first)
  return (
    <>
      {fields.filter(({ first }) => first).map(drawn)}
      {more.length > 0 && (
        <details>
          <summary className={styles.more}>More settings</summary>
          <div className={styles.settings}>{more.map(drawn)}</div>
        </details>
      )}
    </>
  )
}

interface SettingProps {
  readonly field: SettingField
  readonly text: string
  readonly onChange: (text: string) => void
  readonly focused: boolean
}

function Setting({ field: { name, label, description, kind }, text, onChange, focused }: SettingProps) {
  if (kind === 'yes-no') {
    return (
      <label className={styles.choice}>
        <input
          type="checkbox"
          checked={text === 'true'}
          onChange={(event) => onChange(String(event.currentTarget.checked))}
        />
        <span>
          {label} <span className={styles.description}>{description}</span>
        </span>
      </label>
    )
  }
  return (
    <TextField
      label={label}
      name={name}
      description={description}
      type={kind === 'secret' ? 'password' : 'text'}
      autoComplete="off"
      spellCheck={false}
      autoFocus={focused}
      value={text}
      onValueChange={onChange}
    />
  )
}
