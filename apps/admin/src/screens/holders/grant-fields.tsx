import { useQuery } from '@tanstack/react-query'
import { ChoiceField } from '../../components/choice-field.tsx'
import { MultiSelect } from '../../components/multi-select.tsx'
import { useMay } from '../../session/use-session.ts'
import { groupChoicesQuery } from './choice-queries.ts'
import type { HolderForm, Reach } from './holder-form.ts'
import { useAgentChoices } from './use-agent-choices.ts'

export interface GrantFieldsProps {
  readonly form: HolderForm
  readonly onChange: (changed: Partial<HolderForm>) => void
}

const REACHES: readonly { readonly value: Reach; readonly label: string; readonly description: string }[] = [
  { value: 'selected', label: 'These agents', description: 'and none besides' },
  { value: 'all', label: 'Every agent', description: 'also those that are added later' },
  { value: 'none', label: 'No agent', description: 'until some are granted' },
]

/** Which agents may be called. */
export function GrantFields({ form, onChange }: GrantFieldsProps) {
  const may = useMay()
  const agents = useAgentChoices()
  const { data: groups = [] } = useQuery({ ...groupChoicesQuery, enabled: may('see access groups') })
  return (
    <>
      <ChoiceField label="It may call" choices={REACHES} value={form.reach} onChange={(reach) => onChange({ reach })} />
      {form.reach === 'selected' && (
        <>
          <MultiSelect
            label="Agents"
            placeholder="Choose agents"
            options={agents}
            values={form.agents}
            onChange={(chosen) => onChange({ agents: chosen })}
            empty="No agent has this name."
          />
          {groups.length > 0 && (
            <MultiSelect
              label="Access groups"
              description="Agents that are put into a group are granted at once."
              options={groups}
              values={form.groups}
              onChange={(chosen) => onChange({ groups: chosen })}
            />
          )}
        </>
      )}
    </>
  )
}
