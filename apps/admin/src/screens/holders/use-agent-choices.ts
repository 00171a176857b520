import { useQuery } from '@tanstack/react-query'
import type { Option } from '../../components/option.ts'
import { agentsQuery } from '../agents/agents-query.ts'

/** Agents to choose from, by name; grants keep their ids. */
export function useAgentChoices(): readonly Option[] {
  const { data: agents = [] } = useQuery(agentsQuery)
  return agents.map(({ agent_id: value, agent_name: label }) => ({ value, label }))
}
