import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { FilterField } from '../../components/filter-field.tsx'
import { agentsQuery } from '../agents/agents-query.ts'

export interface AgentFilterProps {
  readonly agent: string | undefined
  /** An empty text: calls of all agents. */
  readonly onChange: (agent: string) => void
}

/** Which agent's calls are shown: by a name that is chosen, or by any name or id and Enter. */
export function AgentFilter({ agent = '', onChange }: AgentFilterProps) {
  const [text, setText] = useState(agent)
  const names = useId()
  const { data: agents = [] } = useQuery(agentsQuery)
  const change = (next: string) => {
    setText(next)
    if (next === '' || agents.some(({ agent_name: name }) => name === next)) onChange(next)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onChange(text)
  }
  return (
    <form onSubmit={submit}>
      <FilterField label="Agent" placeholder="Agent" value={text} onChange={change} list={names} />
      <datalist id={names}>
        {agents.map(({ agent_id: id, agent_name: name }) => (
          <option key={id} value={name} />
        ))}
      </datalist>
    </form>
  )
}
