import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useDeferredValue } from 'react'
import { Button } from '../../../components/button.tsx'
import { Empty } from '../../../components/empty.tsx'
import { Failure } from '../../../components/failure.tsx'
import { Screen } from '../../../components/screen.tsx'
import { TableSkeleton } from '../../../components/table-skeleton.tsx'
import { useMay } from '../../../session/use-session.ts'
import { type AgentsSearch, agentsRoute } from '../agents-route.ts'
import { AgentFilters, type SearchChange } from './agent-filters.tsx'
import { agentListQuery } from './agent-list-query.ts'
import { agentSummaryQuery } from './agent-summary-query.ts'
import { AgentTable } from './agent-table.tsx'
import { AgentsSummary } from './agents-summary.tsx'

const AddAgentDialog = lazy(async () => ({ default: (await import('../add/add-agent-dialog.tsx')).AddAgentDialog }))

/** Which agents are there, and how are they? */
export function AgentsScreen() {
  const search = agentsRoute.useSearch()
  const navigate = agentsRoute.useNavigate()
  const may = useMay()
  const mayAdd = may('manage agents')
  const { data: summary } = useQuery({ ...agentSummaryQuery, enabled: may('see every agent') })
  // What is typed quickly is asked for once.
  const asked = useDeferredValue(search)
  const list = useInfiniteQuery({ ...agentListQuery(asked), placeholderData: keepPreviousData })
  const { data: agents, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = list
  const { q, provider, health, add, like, sort = 'name' } = search
  const change = (changed: SearchChange) =>
    navigate({ search: (before) => present({ ...before, ...changed }), replace: true })
  const isFiltered = q !== undefined || provider !== undefined || health !== undefined
  // A page may have none that fits.
  const goesOn = hasNextPage && agents?.length === 0

  return (
    <Screen
      title="Agents"
      summary={summary && <AgentsSummary summary={summary} />}
      actions={
        <>
          <AgentFilters search={search} summary={summary} onChange={change} />
          {mayAdd && (
            <Button look="primary" onClick={() => change({ add: true })}>
              Add agent
            </Button>
          )}
        </>
      }
    >
      {agents === undefined && error !== null && <Failure error={error} retry={() => refetch()} />}
      {agents === undefined && error === null && <TableSkeleton label="Loading the agents" />}
      {agents?.length === 0 && !goesOn && !isFiltered && <NoAgents mayAdd={mayAdd} />}
      {agents?.length === 0 && !goesOn && isFiltered && (
        <Empty title="No agent fits the filter.">
          <Button onClick={() => change({ q: undefined, provider: undefined, health: undefined })}>Show all</Button>
        </Empty>
      )}
      {agents !== undefined && (agents.length > 0 || goesOn) && (
        <AgentTable
          agents={agents}
          sort={sort}
          onSort={(next) => change({ sort: next === 'name' ? undefined : next })}
          onEnd={hasNextPage && !isFetchingNextPage ? () => fetchNextPage() : undefined}
        />
      )}
      {add && mayAdd && (
        <Suspense>
          <AddAgentDialog key={like} like={like} onClose={() => change({ add: undefined, like: undefined })} />
        </Suspense>
      )}
    </Screen>
  )
}

const NoAgents = ({ mayAdd }: { readonly mayAdd: boolean }) =>
  mayAdd ? (
    <Empty title="There is no agent yet.">
      <p>Add one by its address: the gateway reads its card and serves it to whom you grant it.</p>
    </Empty>
  ) : (
    <Empty title="You reach no agent yet.">
      <p>Ask an administrator for a grant.</p>
    </Empty>
  )

/** Without what is not there: the address says only what is chosen. */
function present({ q, provider, health, sort, add, like }: SearchChange): AgentsSearch {
  return {
    ...(q === undefined ? {} : { q }),
    ...(provider === undefined ? {} : { provider }),
    ...(health === undefined ? {} : { health }),
    ...(sort === undefined ? {} : { sort }),
    ...(add ? { add } : {}),
    ...(like === undefined ? {} : { like }),
  }
}
