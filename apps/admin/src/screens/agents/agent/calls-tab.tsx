import { answerOf } from '@gateway/client'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api } from '../../../api/client.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { Empty } from '../../../components/empty.tsx'
import { Failure } from '../../../components/failure.tsx'
import rowLink from '../../../components/row-link.module.css'
import { StateLabel } from '../../../components/state-label.tsx'
import { TableSkeleton } from '../../../components/table-skeleton.tsx'
import { TimeOf } from '../../../components/time-of.tsx'
import { ROW_LINK } from '../../../components/use-row-keys.ts'
import { duration } from '../../../format/duration.ts'
import { money } from '../../../format/money.ts'
import { STATUSES } from '../../logs/call-status.ts'
import type { CallRecord } from '../../logs/logs-query.ts'
import type { Agent } from '../agents-query.ts'
import styles from './agent-screen.module.css'

const SHOWN = 20

const COLUMNS: readonly Column<CallRecord>[] = [
  {
    id: 'time',
    header: 'Time',
    width: '132px',
    cell: ({ id, time, agentName }) => (
      <Link
        to="/logs"
        search={{ call: id, ...(agentName === undefined ? {} : { agent: agentName }) }}
        className={rowLink.link}
        {...ROW_LINK}
      >
        <TimeOf iso={time} />
      </Link>
    ),
  },
  { id: 'status', header: 'Outcome', width: '96px', cell: ({ status }) => <StateLabel {...STATUSES[status]} /> },
  {
    id: 'what',
    header: 'What',
    wideOnly: true,
    cell: ({ errorMessage, operation }) => errorMessage ?? operation ?? '–',
  },
  {
    id: 'key',
    header: 'Key',
    wideOnly: true,
    width: '160px',
    cell: ({ keyAlias, keyId }) => keyAlias ?? keyId?.slice(-6) ?? '–',
  },
  { id: 'total', header: 'Time taken', width: '96px', align: 'end', cell: ({ totalMs }) => duration(totalMs) },
  { id: 'cost', header: 'Cost', width: '88px', align: 'end', wideOnly: true, cell: ({ cost = 0 }) => money(cost) },
]

/** The last calls of the agent. */
export function CallsTab({ agent }: { readonly agent: Agent }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['logs', 'of', agent.agent_id],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/v1/logs', { signal, params: { query: { agent: agent.agent_id, limit: SHOWN } } })),
    refetchInterval: 5_000,
  })
  if (data === undefined) {
    return error === null ? (
      <TableSkeleton label="Loading the calls" />
    ) : (
      <Failure error={error} retry={() => refetch()} />
    )
  }
  if (data.logs.length === 0) return <Empty title="It has not been called yet.">Calls appear here by themselves.</Empty>
  return (
    <>
      <DataTable label={`Calls of ${agent.agent_name}`} columns={COLUMNS} rows={data.logs} rowKey={({ id }) => id} />
      <p className={styles.section}>
        <Link to="/logs" search={{ agent: agent.agent_name }}>
          All calls of {agent.agent_name}
        </Link>
      </p>
    </>
  )
}
