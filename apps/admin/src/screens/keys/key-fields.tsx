import { useQuery } from '@tanstack/react-query'
import { DurationField } from '../../components/duration-field.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useMay } from '../../session/use-session.ts'
import { teamChoicesQuery, userChoicesQuery } from '../holders/choice-queries.ts'
import { GrantFields } from '../holders/grant-fields.tsx'
import styles from '../holders/holder-fields.module.css'
import { LimitFields } from '../holders/limit-fields.tsx'
import type { KeyForm } from './key-form.ts'

export interface KeyFieldsProps {
  readonly form: KeyForm
  readonly onChange: (form: KeyForm) => void
  /** A key is being made; else one is changed. */
  readonly isNew: boolean
}

/** What makes a key: whose it is, what it may call, and how much. */
export function KeyFields({ form, onChange, isNew }: KeyFieldsProps) {
  const may = useMay()
  const { data: teams = [] } = useQuery({ ...teamChoicesQuery, enabled: may('see teams') })
  const { data: users = [] } = useQuery({ ...userChoicesQuery, enabled: may('see users') })
  const set = (changed: Partial<KeyForm>) => onChange({ ...form, ...changed })
  return (
    <>
      <TextField
        label="Name"
        description="What it is for, such as billing-service."
        autoComplete="off"
        autoFocus={isNew}
        value={form.alias}
        onValueChange={(alias) => set({ alias })}
      />
      <GrantFields form={form} onChange={set} />
      <div className={styles.pair}>
        <PickField
          label="Team"
          description="Its grants, limits and budget hold, too."
          options={teams}
          value={form.team}
          onChange={(team) => set({ team })}
        />
        <PickField
          label="User"
          description="Whose key it is. None: a service's."
          options={users}
          value={form.user}
          onChange={(user) => set({ user })}
        />
      </div>
      {isNew && (
        <DurationField
          label="Lasts"
          description="Nothing: until it is deleted."
          value={form.duration}
          onChange={(duration) => set({ duration })}
        />
      )}
      <details className={styles.more} open={!isNew}>
        <summary>Budget, limits and tags</summary>
        <div className={styles.fields}>
          <LimitFields form={form} onChange={set} />
          <TextField
            label="Tags"
            description="With commas between them."
            autoComplete="off"
            value={form.tags}
            onValueChange={(tags) => set({ tags })}
          />
        </div>
      </details>
    </>
  )
}
