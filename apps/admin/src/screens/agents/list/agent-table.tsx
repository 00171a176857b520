import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import rowLink from '../../../components/row-link.module.css'
import { StateLabel } from '../../../components/state-label.tsx'
import { ROW_LINK } from '../../../components/use-row-keys.ts'
import { count, counted } from '../../../format/count.ts'
import { duration } from '../../../format/duration.ts'
import { money } from '../../../format/money.ts'
import { useMay } from '../../../session/use-session.ts'
import { providersOf, standingOf } from '../agent-facts.ts'
import type { Agent } from '../agents-query.ts'
import styles from './agent-table.module.css'
import { type AgentUsage, agentUsageQuery } from './agent-usage-query.ts'
import type { AgentSort } from './list-sort.ts'

export interface AgentTableProps {
  readonly agents: readonly Agent[]
  readonly sort: AgentSort
  readonly onSort: (sort: AgentSort) => void
  /** There are more: called when they come into sight. */
  readonly onEnd: (() => void) | undefined
}

/** Agents with how they stand, and their calls of the last 24 hours. A row leads to its agent. */
export function AgentTable({ agents, sort, onSort, onEnd }: AgentTableProps) {
  const may = useMay()
  const seesUsage = may('see usage') && may('see every agent')
  const { data: usage } = useQuery({ ...agentUsageQuery, enabled: seesUsage })
  const day = ({ agent_id: id }: Agent) => usage?.get(id)
  const byName = sort === 'name' ? 'ascending' : sort === '-name' ? 'descending' : undefined
  const byFigure = (figure: AgentSort) => ({
    direction: sort === figure ? ('descending' as const) : undefined,
    onSort: () => onSort(sort === figure ? 'name' : figure),
  })
  const figures: readonly Column<Agent>[] = [
    figureColumn('calls', 'Calls', '88px', (agent) => number(day(agent)?.calls)),
    figureColumn('errors', 'Errors', '80px', (agent) => number(day(agent)?.errors)),
    { ...figureColumn('p95', 'p95', '88px', (agent) => latency(day(agent))), wideOnly: true },
    { ...figureColumn('cost', 'Cost', '88px', (agent) => money(day(agent)?.cost ?? 0)), wideOnly: true },
  ].map((column) => ({ ...column, sort: byFigure(column.id) }))
  const columns: readonly Column<Agent>[] = [
    {
      id: 'name',
      header: 'Name',
      cell: (agent) => <NameCell agent={agent} />,
      sort: { direction: byName, onSort: () => onSort(sort === 'name' ? '-name' : 'name') },
    },
    { id: 'state', header: 'State', width: '40%', wideOnly: true, cell: (agent) => <AgentState agent={agent} /> },
    ...(seesUsage
      ? [
          {
            id: 'provider',
            header: 'Provider',
            width: '120px',
            wideOnly: true,
            cell: (agent: Agent) => providersOf(agent).join(', '),
          },
          ...figures,
        ]
      : []),
  ]
  return <DataTable label="Agents" columns={columns} rows={agents} rowKey={({ agent_id: id }) => id} onEnd={onEnd} />
}

const figureColumn = <Id extends AgentSort>(
  id: Id,
  header: string,
  width: string,
  cell: (agent: Agent) => string,
): Column<Agent> & { readonly id: Id } => ({ id, header, width, align: 'end', cell })

const number = (value = 0) => (value === 0 ? '–' : count(value))

function latency(usage: AgentUsage | undefined): string {
  const p95 = usage?.latency?.total?.p95
  return p95 === undefined ? '–' : duration(p95)
}

function AgentState({ agent }: { readonly agent: Agent }) {
  const { reason, ...standing } = standingOf(agent)
  return (
    <span title={reason}>
      <StateLabel {...standing} />
      {reason !== undefined && <span className={styles.reason}> {reason}</span>}
    </span>
  )
}

function NameCell({ agent }: { readonly agent: Agent }) {
  const upstreams = Array.isArray(agent.upstreams) ? agent.upstreams.length : 1
  return (
    <>
      <Link to="/agents/$agent" params={{ agent: agent.agent_name }} className={rowLink.link} {...ROW_LINK}>
        {agent.agent_name}
      </Link>
      {upstreams > 1 && (
        <span className={styles.reason} title={counted(upstreams, 'upstream')}>
          {' '}
          ×{upstreams}
        </span>
      )}
      <span className={styles.narrow}>
        <AgentState agent={agent} />
      </span>
    </>
  )
}
