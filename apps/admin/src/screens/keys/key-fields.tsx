import { useQuery } from '@tanstack/react-query'
import { ChoiceField } from '../../components/choice-field.tsx'
import { DurationField } from '../../components/duration-field.tsx'
import { MultiSelect } from '../../components/multi-select.tsx'
import { NumberField } from '../../components/number-field.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useMay } from '../../session/use-session.ts'
import styles from './key-fields.module.css'
import type { KeyForm, Reach } from './key-form.ts'
import { groupChoicesQuery, teamChoicesQuery, userChoicesQuery } from './keys-queries.ts'
import { useAgentChoices } from './use-agent-choices.ts'

export interface KeyFieldsProps {
  readonly form: KeyForm
  readonly onChange: (form: KeyForm) => void
  /** A key is being made; else one is changed. */
  readonly isNew: boolean
}

const REACHES: readonly { readonly value: Reach; readonly label: string; readonly description: string }[] = [
  { value: 'selected', label: 'These agents', description: 'and none besides' },
  { value: 'all', label: 'Every agent', description: 'also those that are added later' },
  { value: 'none', label: 'No agent', description: 'it manages or reads alone' },
]

/** What makes a key: whose it is, what it may call, and how much. */
export function KeyFields({ form, onChange, isNew }: KeyFieldsProps) {
  const may = useMay()
  const agents = useAgentChoices()
  const { data: teams = [] } = useQuery({ ...teamChoicesQuery, enabled: may('see teams') })
  const { data: users = [] } = useQuery({ ...userChoicesQuery, enabled: may('see users') })
  const { data: groups = [] } = useQuery({ ...groupChoicesQuery, enabled: may('see access groups') })
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
      <ChoiceField label="It may call" choices={REACHES} value={form.reach} onChange={(reach) => set({ reach })} />
      {form.reach === 'selected' && (
        <>
          <MultiSelect
            label="Agents"
            placeholder="Choose agents"
            options={agents}
            values={form.agents}
            onChange={(chosen) => set({ agents: chosen })}
            empty="No agent has this name."
          />
          {groups.length > 0 && (
            <MultiSelect
              label="Access groups"
              description="Agents that are put into a group are granted at once."
              options={groups}
              values={form.groups}
              onChange={(chosen) => set({ groups: chosen })}
            />
          )}
        </>
      )}
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
          <div className={styles.pair}>
            <NumberField
              label="Budget"
              unit="US dollars"
              fractions
              value={form.maxBudget}
              onChange={(maxBudget) => set({ maxBudget })}
            />
            <DurationField
              label="Begins anew every"
              description="Nothing: never."
              units={['h', 'd', 'w', 'mo']}
              value={form.budgetDuration}
              onChange={(budgetDuration) => set({ budgetDuration })}
            />
          </div>
          <div className={styles.pair}>
            <NumberField label="Requests" unit="a minute" min={1} value={form.rpm} onChange={(rpm) => set({ rpm })} />
            <NumberField label="Tokens" unit="a minute" min={1} value={form.tpm} onChange={(tpm) => set({ tpm })} />
          </div>
          <NumberField
            label="Calls at the same time"
            min={1}
            value={form.parallel}
            onChange={(parallel) => set({ parallel })}
          />
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
