import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { Empty } from '../../components/empty.tsx'
import { Failure } from '../../components/failure.tsx'
import { FilterField } from '../../components/filter-field.tsx'
import rowLink from '../../components/row-link.module.css'
import { Screen } from '../../components/screen.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { StateLabel } from '../../components/state-label.tsx'
import { TableSkeleton } from '../../components/table-skeleton.tsx'
import { TimeOf } from '../../components/time-of.tsx'
import { ROW_LINK } from '../../components/use-row-keys.ts'
import { actorName } from './actor-name.ts'
import { AuditDrawer } from './audit-drawer.tsx'
import { type AuditEntry, auditQuery } from './audit-query.ts'
import { type AuditSearch, auditRoute } from './audit-route.ts'

const OUTCOMES = [
  { value: '', label: 'Done and refused' },
  { value: 'done', label: 'Done' },
  { value: 'refused', label: 'Refused' },
]

const COLUMNS: readonly Column<AuditEntry>[] = [
  {
    id: 'time',
    header: 'Time',
    width: '136px',
    cell: ({ id, time }) => (
      <Link to="/audit" search={(before) => ({ ...before, entry: id })} className={rowLink.link} {...ROW_LINK}>
        <TimeOf iso={time} />
      </Link>
    ),
  },
  {
    id: 'outcome',
    header: 'Outcome',
    width: '104px',
    cell: ({ outcome }) => (
      <StateLabel state={outcome === 'done' ? 'healthy' : 'degraded'} label={outcome === 'done' ? 'Done' : 'Refused'} />
    ),
  },
  { id: 'action', header: 'Action', cell: ({ action }) => action },
  { id: 'target', header: 'What', wideOnly: true, cell: ({ target: { kind, name, id } }) => `${kind} ${name ?? id}` },
  { id: 'actor', header: 'Who', wideOnly: true, cell: ({ actor }) => actorName(actor) },
  { id: 'address', header: 'From', width: '136px', wideOnly: true, cell: ({ address }) => address ?? '–' },
]

/** Who changed what, when, and from where? */
export function AuditScreen() {
  const search = auditRoute.useSearch()
  const navigate = auditRoute.useNavigate()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(auditQuery(search))
  const { entry, ...filter } = search
  const [typed, setTyped] = useState(filter.text ?? '')
  const go = (next: AuditSearch) => void navigate({ search: next, replace: true })
  const isFiltered = Object.keys(filter).length > 0
  const open = data?.find(({ id }) => id === entry)
  const { text: _text, ...withoutText } = filter
  const { outcome: _outcome, ...withoutOutcome } = filter
  const showAll = () => {
    setTyped('')
    go({})
  }
  return (
    <Screen
      title="Audit"
      actions={
        <>
          <FilterField
            label="Text in an entry"
            placeholder="Key, agent, person…"
            value={typed}
            onChange={(text) => {
              setTyped(text)
              go(text.trim() === '' ? withoutText : { ...filter, text: text.trim() })
            }}
          />
          <SelectField
            label="Outcome"
            value={filter.outcome ?? ''}
            options={OUTCOMES}
            onChange={(outcome) =>
              go(outcome === 'done' || outcome === 'refused' ? { ...filter, outcome } : withoutOutcome)
            }
          />
          {isFiltered && <Button onClick={showAll}>Show all</Button>}
        </>
      }
    >
      {data === undefined && error !== null && <Failure error={error} retry={() => refetch()} />}
      {data === undefined && error === null && <TableSkeleton label="Loading the audit log" />}
      {data?.length === 0 && (
        <Empty title={isFiltered ? 'No entry fits the filter.' : 'Nothing has been changed yet.'} />
      )}
      {data !== undefined && data.length > 0 && (
        <DataTable label="Changes" columns={COLUMNS} rows={data} rowKey={({ id }) => id} />
      )}
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
          Show older changes
        </Button>
      )}
      {open !== undefined && <AuditDrawer entry={open} onClose={() => go(filter)} />}
    </Screen>
  )
}
