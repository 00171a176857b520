import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Column, DataTable } from '../../components/data-table.tsx'
import rowLink from '../../components/row-link.module.css'
import { StateLabel } from '../../components/state-label.tsx'
import { ROW_LINK } from '../../components/use-row-keys.ts'
import { count } from '../../format/count.ts'
import { duration } from '../../format/duration.ts'
import { money } from '../../format/money.ts'
import { providersOf, reasonOf, stateOf } from './agent-facts.ts'
import styles from './agent-table.module.css'
import { agentUsageQuery } from './agent-usage-query.ts'
import type { Agent } from './agents-query.ts'

/** Agents with how they stand, and the calls of today. A row leads to its calls. */
export function AgentTable({ agents }: { readonly agents: readonly Agent[] }) {
  const { data: usage } = useQuery(agentUsageQuery)
  const today = (agent: Agent) => usage?.get(agent.agent_id)
  const columns: readonly Column<Agent>[] = [
    { id: 'name', header: 'Name', cell: (agent) => <NameCell agent={agent} /> },
    { id: 'state', header: 'State', width: '150px', wideOnly: true, cell: (agent) => <AgentState agent={agent} /> },
    {
      id: 'provider',
      header: 'Provider',
      width: '150px',
      wideOnly: true,
      cell: (agent) => providersOf(agent).join(', '),
    },
    { id: 'calls', header: 'Calls today', width: '96px', align: 'end', cell: (agent) => figure(today(agent)?.calls) },
    { id: 'errors', header: 'Errors', width: '72px', align: 'end', cell: (agent) => figure(today(agent)?.errors) },
    {
      id: 'mean',
      header: 'Mean time',
      width: '96px',
      align: 'end',
      wideOnly: true,
      cell(agent) {
        const { calls = 0, total_ms: ms = 0 } = today(agent) ?? {}
        return calls === 0 ? '–' : duration(ms / calls)
      },
    },
    {
      id: 'cost',
      header: 'Cost today',
      width: '96px',
      align: 'end',
      wideOnly: true,
      cell: (agent) => money(today(agent)?.cost ?? 0),
    },
  ]
  return <DataTable label="Agents" columns={columns} rows={agents} rowKey={({ agent_id: id }) => id} />
}

const figure = (number = 0) => (number === 0 ? '–' : count(number))

const AgentState = ({ agent }: { readonly agent: Agent }) => (
  <span title={reasonOf(agent)}>
    <StateLabel {...stateOf(agent)} />
  </span>
)

const NameCell = ({ agent }: { readonly agent: Agent }) => (
  <>
    <Link to="/logs" search={{ agent: agent.agent_name }} className={rowLink.link} {...ROW_LINK}>
      {agent.agent_name}
    </Link>
    <span className={styles.narrow}>
      <AgentState agent={agent} />
    </span>
  </>
)
