import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Empty } from '../../components/empty.tsx'
import { Failure } from '../../components/failure.tsx'
import { FilterField } from '../../components/filter-field.tsx'
import { labelOf } from '../../components/option.ts'
import { Screen } from '../../components/screen.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TableSkeleton } from '../../components/table-skeleton.tsx'
import { counted } from '../../format/count.ts'
import { useMay } from '../../session/use-session.ts'
import { teamChoicesQuery, userChoicesQuery } from '../holders/choice-queries.ts'
import { useAgentChoices } from '../holders/use-agent-choices.ts'
import { KeyTable } from './key-table.tsx'
import { keysQuery } from './keys-queries.ts'
import { type KeysSearch, keysRoute } from './keys-route.ts'

const AddKeyDialog = lazy(async () => ({ default: (await import('./add-key-dialog.tsx')).AddKeyDialog }))
const KeyDrawer = lazy(async () => ({ default: (await import('./key-drawer.tsx')).KeyDrawer }))

/** Who may do what, with which key? */
export function KeysScreen() {
  const may = useMay()
  const search = keysRoute.useSearch()
  const navigate = keysRoute.useNavigate()
  const { key, add, ...filter } = search
  const agents = useAgentChoices()
  const [typed, setTyped] = useState(filter.alias ?? '')
  const { data: teams = [] } = useQuery({ ...teamChoicesQuery, enabled: may('see teams') })
  const { data: users = [] } = useQuery({ ...userChoicesQuery, enabled: may('see users') })
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...keysQuery(filter),
    placeholderData: keepPreviousData,
  })
  const go = (next: KeysSearch) => void navigate({ search: next, replace: true })
  const narrow = ({ alias, team }: { readonly alias?: string; readonly team?: string }) => {
    const user = filter.user === undefined ? {} : { user: filter.user }
    go({ ...user, ...(alias ? { alias } : {}), ...(team ? { team } : {}) })
  }
  const isFiltered = Object.keys(filter).length > 0
  const showAll = () => {
    setTyped('')
    go({})
  }

  return (
    <Screen
      title="Keys"
      summary={data === undefined ? undefined : counted(data.total, 'key')}
      actions={
        <>
          <FilterField
            label="Name of a key"
            placeholder="Name"
            value={typed}
            onChange={(alias) => {
              setTyped(alias)
              narrow({ ...filter, alias: alias.trim() })
            }}
          />
          {teams.length > 0 && (
            <SelectField
              label="Team"
              value={filter.team ?? ''}
              options={[{ value: '', label: 'Any team' }, ...teams]}
              onChange={(team) => narrow({ ...filter, team })}
            />
          )}
          {isFiltered && <Button onClick={showAll}>Show all</Button>}
          {may('manage keys') && (
            <Button look="primary" onClick={() => go({ ...filter, add: true })}>
              Make key
            </Button>
          )}
        </>
      }
    >
      {data === undefined && error !== null && <Failure error={error} retry={() => refetch()} />}
      {data === undefined && error === null && <TableSkeleton label="Loading the keys" />}
      {data?.keys.length === 0 && (
        <Empty title={isFiltered ? 'No key fits the filter.' : 'There is no key yet.'}>
          <p>{isFiltered ? 'Names are compared whole.' : 'A key says who calls, and which agents it may call.'}</p>
        </Empty>
      )}
      {data !== undefined && data.keys.length > 0 && (
        <KeyTable keys={data.keys} agentName={labelOf(agents)} teamName={labelOf(teams)} userName={labelOf(users)} />
      )}
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
          Show more keys
        </Button>
      )}
      <Suspense>
        {add === true && <AddKeyDialog onClose={() => go(filter)} />}
        {key !== undefined && <KeyDrawer id={key} onClose={() => go(filter)} />}
      </Suspense>
    </Screen>
  )
}
