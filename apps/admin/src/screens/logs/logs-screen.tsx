import { useInfiniteQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Empty } from '../../components/empty.tsx'
import { Failure } from '../../components/failure.tsx'
import { Screen } from '../../components/screen.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TableSkeleton } from '../../components/table-skeleton.tsx'
import { AddFilter } from './add-filter.tsx'
import { AgentFilter } from './agent-filter.tsx'
import { isStatus, STATUSES } from './call-status.ts'
import { ExportMenu } from './export-menu.tsx'
import { FilterChips } from './filter-chips.tsx'
import { LogTable } from './log-table.tsx'
import { logsQuery } from './logs-query.ts'
import { type LogsSearch, logsRoute } from './logs-route.ts'
import styles from './logs-screen.module.css'

const CallDrawer = lazy(async () => ({ default: (await import('./call-drawer.tsx')).CallDrawer }))

const STATUS_OPTIONS = [
  { value: '', label: 'Any outcome' },
  ...Object.entries(STATUSES).map(([value, { label }]) => ({ value, label })),
]

/** What happened? */
export function LogsScreen() {
  const search = logsRoute.useSearch()
  const navigate = logsRoute.useNavigate()
  const [live, setLive] = useState(true)
  const {
    data: calls,
    error,
    refetch,
    hasNextPage,
    fetchNextPage,
    isFetchingNextPage,
  } = useInfiniteQuery(logsQuery(search, live))
  const filter = (next: LogsSearch) => navigate({ search: next, replace: true })
  const { agent, status, call, ...kept } = search
  const isFiltered = agent !== undefined || status !== undefined || Object.keys(kept).length > 0
  const remove = (names: readonly string[]) =>
    filter(Object.fromEntries(Object.entries(search).filter(([name]) => !names.includes(name))))

  return (
    <Screen
      title="Logs"
      summary={
        <Button look="bare" aria-pressed={live} onClick={() => setLive(!live)}>
          <span aria-hidden="true">{live ? '●' : '○'}</span> Live
        </Button>
      }
      actions={
        <>
          <AgentFilter
            key={agent}
            agent={agent}
            onChange={(name) => filter({ ...kept, ...(status ? { status } : {}), ...(name ? { agent: name } : {}) })}
          />
          <SelectField
            label="Outcome"
            value={status ?? ''}
            options={STATUS_OPTIONS}
            onChange={(value) =>
              filter({ ...kept, ...(agent ? { agent } : {}), ...(isStatus(value) ? { status: value } : {}) })
            }
          />
          <AddFilter onAdd={(name, value) => filter({ ...search, [name]: value })} />
          {isFiltered && <Button onClick={() => filter({})}>Show all</Button>}
          <ExportMenu search={search} />
        </>
      }
    >
      <FilterChips search={search} onRemove={remove} />
      {calls === undefined && error !== null && <Failure error={error} retry={() => refetch()} />}
      {calls === undefined && error === null && <TableSkeleton label="Loading the calls" />}
      {calls?.length === 0 && (
        <Empty title={isFiltered ? 'No call fits the filter.' : 'No agent has been called yet.'}>
          <p>{live ? 'Calls appear here by themselves.' : 'Turn on Live to see calls as they end.'}</p>
        </Empty>
      )}
      {calls !== undefined && calls.length > 0 && <LogTable calls={calls} />}
      {hasNextPage && (
        <div className={styles.more}>
          <Button busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            Show older calls
          </Button>
        </div>
      )}
      {call !== undefined && (
        <Suspense>
          <CallDrawer
            id={call}
            onClose={() => navigate({ search: ({ call: _closed, ...rest }) => rest, replace: true })}
          />
        </Suspense>
      )}
    </Screen>
  )
}
