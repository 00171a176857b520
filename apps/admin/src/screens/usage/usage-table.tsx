import { Link } from '@tanstack/react-router'
import { type Column, DataTable } from '../../components/data-table.tsx'
import rowLink from '../../components/row-link.module.css'
import { ROW_LINK } from '../../components/use-row-keys.ts'
import { count, counted } from '../../format/count.ts'
import { duration } from '../../format/duration.ts'
import { money } from '../../format/money.ts'
import { GROUPINGS, type Grouping } from './groupings.ts'
import type { UsageRow } from './usage-rows.ts'
import styles from './usage-table.module.css'

export interface UsageTableProps {
  readonly rows: readonly UsageRow[]
  readonly by: Grouping
  /** The time of it all, for the logs that a row leads to. */
  readonly time: { readonly from: string; readonly to: string }
}

/** The figures of the chart, of each group and of all. A row leads to its calls. */
export function UsageTable({ rows, by, time }: UsageTableProps) {
  const columns: readonly Column<UsageRow>[] = [
    { id: 'name', header: GROUPINGS[by].label, cell: (row) => <NameCell row={row} time={time} /> },
    figure('calls', 'Calls', 76, (row) => figureText(row.sums.calls)),
    { ...figure('errors', 'Errors', 80, (row) => figureText(row.sums.errors)), wideOnly: true },
    { ...figure('p50', 'p50', 96, (row) => latencyText(row, 'p50')), wideOnly: true },
    { ...figure('p95', 'p95', 96, (row) => latencyText(row, 'p95')), wideOnly: true },
    { ...figure('tokens', 'Tokens', 112, (row) => figureText(row.sums.total_tokens)), wideOnly: true },
    figure('cost', 'Cost', 88, (row) => money(row.sums.cost)),
  ]
  return (
    <DataTable
      label={`Usage by ${GROUPINGS[by].label.toLowerCase()}`}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
    />
  )
}

const figure = (id: string, header: string, width: number, text: (row: UsageRow) => string): Column<UsageRow> => ({
  id,
  header,
  width: `${width}px`,
  align: 'end',
  cell: (row) => <span className={row.kind === 'sum' ? styles.sum : undefined}>{text(row)}</span>,
})

const figureText = (number: number) => (number === 0 ? '–' : count(number))

const latencyText = ({ sums }: UsageRow, which: 'p50' | 'p95') => {
  const { [which]: time } = sums.latency?.total ?? {}
  return time === undefined ? '–' : duration(time)
}

const NameCell = ({ row, time }: { readonly row: UsageRow; readonly time: UsageTableProps['time'] }) => (
  <>
    {row.filter === undefined ? (
      <span className={styles.plain}>{row.label}</span>
    ) : (
      <Link to="/logs" search={{ ...row.filter, ...time }} className={rowLink.link} {...ROW_LINK}>
        {row.label}
      </Link>
    )}
    <span className={styles.narrow}>
      {counted(row.sums.errors, 'error')}, p95 {latencyText(row, 'p95')}
    </span>
  </>
)
