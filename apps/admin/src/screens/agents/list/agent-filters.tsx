import { FilterField } from '../../../components/filter-field.tsx'
import { SelectField } from '../../../components/select-field.tsx'
import { count } from '../../../format/count.ts'
import { HEALTH, HEALTH_STATES, isHealth } from '../agent-facts.ts'
import type { AgentsSearch } from '../agents-route.ts'
import type { AgentSummary } from './agent-summary-query.ts'

/** Members of an address to be set; `undefined` takes one away. */
export type SearchChange = { readonly [Name in keyof AgentsSearch]?: AgentsSearch[Name] | undefined }

export interface AgentFiltersProps {
  readonly search: AgentsSearch
  /** Absent: whoever is signed in is not told how agents are registered. */
  readonly summary: AgentSummary | undefined
  readonly onChange: (change: SearchChange) => void
}

/** What narrows the list of agents. Choices say how many there are. */
export function AgentFilters({ search: { q, provider, health }, summary, onChange }: AgentFiltersProps) {
  const adapters = Object.entries(summary?.adapters ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return (
    <>
      <FilterField
        label="Filter agents"
        placeholder="Filter"
        value={q ?? ''}
        onChange={(text) => onChange({ q: text || undefined })}
      />
      {summary !== undefined && (adapters.length > 1 || provider !== undefined) && (
        <SelectField
          label="Provider"
          value={provider ?? ''}
          options={[
            { value: '', label: 'All providers' },
            ...adapters.map(([value, number]) => ({ value, label: `${value} (${count(number)})` })),
          ]}
          onChange={(value) => onChange({ provider: value || undefined })}
        />
      )}
      {summary !== undefined && (
        <SelectField
          label="Health"
          value={health ?? ''}
          options={[
            { value: '', label: 'Any health' },
            ...HEALTH_STATES.filter((value) => value === health || (summary.health[value] ?? 0) > 0).map((value) => ({
              value,
              label: `${HEALTH[value].label} (${count(summary.health[value] ?? 0)})`,
            })),
          ]}
          onChange={(value) => onChange({ health: isHealth(value) ? value : undefined })}
        />
      )}
    </>
  )
}
