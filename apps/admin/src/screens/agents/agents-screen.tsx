import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Button } from '../../components/button.tsx'
import { Empty } from '../../components/empty.tsx'
import { Failure } from '../../components/failure.tsx'
import { FilterField } from '../../components/filter-field.tsx'
import { Screen } from '../../components/screen.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TableSkeleton } from '../../components/table-skeleton.tsx'
import { counted } from '../../format/count.ts'
import { useMay } from '../../session/use-session.ts'
import { isFound, providersOf, stateOf } from './agent-facts.ts'
import { AgentTable } from './agent-table.tsx'
import { type Agent, agentsQuery } from './agents-query.ts'
import { type AgentsSearch, agentsRoute } from './agents-route.ts'

const AddAgentDialog = lazy(async () => ({ default: (await import('./add/add-agent-dialog.tsx')).AddAgentDialog }))

/** Which agents are there, and how are they? */
export function AgentsScreen() {
  const { q, provider, add } = agentsRoute.useSearch()
  const navigate = agentsRoute.useNavigate()
  const mayAdd = useMay()('manage agents')
  const { data: agents, error, refetch } = useQuery(agentsQuery)
  const change = (search: { readonly [Name in keyof AgentsSearch]: AgentsSearch[Name] | undefined }) =>
    navigate({ search: (before) => present({ ...before, ...search }), replace: true })
  const providers = [...new Set((agents ?? []).flatMap(providersOf))].toSorted()
  const found = (agents ?? []).filter(
    (agent) => isFound(agent, q) && (provider === undefined || providersOf(agent).includes(provider)),
  )
  const addButton = mayAdd && (
    <Button look="primary" onClick={() => change({ add: true })}>
      Add agent
    </Button>
  )

  return (
    <Screen
      title="Agents"
      summary={agents && summaryOf(agents)}
      actions={
        <>
          <FilterField
            label="Filter agents"
            placeholder="Filter"
            value={q ?? ''}
            onChange={(text) => change({ q: text || undefined })}
          />
          {providers.length > 1 && (
            <SelectField
              label="Provider"
              value={provider ?? ''}
              options={[{ value: '', label: 'All providers' }, ...providers.map((value) => ({ value, label: value }))]}
              onChange={(value) => change({ provider: value || undefined })}
            />
          )}
          {addButton}
        </>
      }
    >
      {agents === undefined && error !== null && <Failure error={error} retry={() => refetch()} />}
      {agents === undefined && error === null && <TableSkeleton label="Loading the agents" />}
      {agents?.length === 0 && <NoAgents mayAdd={mayAdd} />}
      {agents !== undefined && agents.length > 0 && found.length === 0 && (
        <Empty title="No agent fits the filter.">
          <Button onClick={() => change({ q: undefined, provider: undefined })}>Show all</Button>
        </Empty>
      )}
      {found.length > 0 && <AgentTable agents={found} />}
      {add && mayAdd && (
        <Suspense>
          <AddAgentDialog onClose={() => change({ add: undefined })} />
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

/** Whether everything is well, in a line. */
function summaryOf(agents: readonly Agent[]): string {
  const troubled = agents.filter((agent) => !['healthy', 'waiting'].includes(stateOf(agent).state)).length
  return `${counted(agents.length, 'agent')}${troubled === 0 ? '' : `, ${troubled} not ready`}`
}

/** Without what is not there: the address says only what is chosen. */
function present({
  q,
  provider,
  add,
}: { readonly [Name in keyof AgentsSearch]: AgentsSearch[Name] | undefined }): AgentsSearch {
  return { ...(q === undefined ? {} : { q }), ...(provider === undefined ? {} : { provider }), ...(add ? { add } : {}) }
}
