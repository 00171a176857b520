import { Link } from '@tanstack/react-router'
import { type Column, DataTable } from '../../components/data-table.tsx'
import rowLink from '../../components/row-link.module.css'
import { StateLabel } from '../../components/state-label.tsx'
import { TimeOf } from '../../components/time-of.tsx'
import { ROW_LINK } from '../../components/use-row-keys.ts'
import { duration } from '../../format/duration.ts'
import { money } from '../../format/money.ts'
import { STATUSES } from './call-status.ts'
import type { CallRecord } from './logs-query.ts'

const COLUMNS: readonly Column<CallRecord>[] = [
  {
    id: 'time',
    header: 'Time',
    width: '132px',
    cell: ({ id, time }) => (
      <Link to="/logs" search={(before) => ({ ...before, call: id })} className={rowLink.link} {...ROW_LINK}>
        <TimeOf iso={time} />
      </Link>
    ),
  },
  { id: 'status', header: 'Outcome', width: '96px', cell: ({ status }) => <StateLabel {...STATUSES[status]} /> },
  { id: 'agent', header: 'Agent', cell: ({ agentName }) => agentName ?? '–' },
  { id: 'operation', header: 'Operation', wideOnly: true, cell: ({ operation }) => operation ?? '–' },
  { id: 'key', header: 'Key', wideOnly: true, cell: ({ keyAlias, keyId }) => keyAlias ?? shortKey(keyId) },
  { id: 'team', header: 'Team', width: '120px', wideOnly: true, cell: ({ teamId }) => teamId ?? '–' },
  { id: 'total', header: 'Took', width: '88px', align: 'end', cell: ({ totalMs }) => duration(totalMs) },
  {
    id: 'first',
    header: 'First',
    width: '88px',
    align: 'end',
    wideOnly: true,
    cell: ({ firstEventMs }) => (firstEventMs === undefined ? '–' : duration(firstEventMs)),
  },
  { id: 'cost', header: 'Cost', width: '88px', align: 'end', wideOnly: true, cell: ({ cost = 0 }) => money(cost) },
]

/** Calls, newest first. A row opens its call. */
export const LogTable = ({ calls }: { readonly calls: readonly CallRecord[] }) => (
  <DataTable label="Calls" columns={COLUMNS} rows={calls} rowKey={({ id }) => id} />
)

/** Of a key without an alias the end of its id; the master key is one by its name. */
function shortKey(keyId: string | undefined): string {
  if (keyId === undefined) return '–'
  return keyId === 'master' ? 'Admin key' : `…${keyId.slice(-6)}`
}
