import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { Button } from '../../components/button.tsx'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { Empty } from '../../components/empty.tsx'
import { Failure } from '../../components/failure.tsx'
import { labelOf } from '../../components/option.ts'
import rowLink from '../../components/row-link.module.css'
import { Screen } from '../../components/screen.tsx'
import { TableSkeleton } from '../../components/table-skeleton.tsx'
import { ROW_LINK } from '../../components/use-row-keys.ts'
import { counted } from '../../format/count.ts'
import { useMay } from '../../session/use-session.ts'
import { useAgentChoices } from '../holders/use-agent-choices.ts'
import { type AccessGroup, accessGroupsQuery } from './access-groups-query.ts'
import { accessGroupsRoute } from './access-groups-route.ts'

const AccessGroupDialog = lazy(async () => ({ default: (await import('./access-group-dialog.tsx')).AccessGroupDialog }))

const columns = (agentName: (id: string) => string): readonly Column<AccessGroup>[] => [
  {
    id: 'name',
    header: 'Name',
    cell: ({ access_group_name: name }) => (
      <Link to="/access-groups" search={{ group: name }} className={rowLink.link} {...ROW_LINK}>
        {name}
      </Link>
    ),
  },
  {
    id: 'agents',
    header: 'Agents',
    cell: ({ access_agent_ids: ids }) => (ids.length === 0 ? '–' : ids.map(agentName).join(', ')),
  },
  { id: 'description', header: 'Description', wideOnly: true, cell: ({ description }) => description ?? '–' },
]

/** Which agents are granted together, by one name? */
export function AccessGroupsScreen() {
  const may = useMay()
  const { group, add } = accessGroupsRoute.useSearch()
  const navigate = accessGroupsRoute.useNavigate()
  const agentName = labelOf(useAgentChoices())
  const { data, error, refetch } = useQuery(accessGroupsQuery)
  const close = () => void navigate({ search: {}, replace: true })
  const open = data?.find(({ access_group_name: name }) => name === group)
  return (
    <Screen
      title="Access groups"
      summary={data === undefined ? undefined : counted(data.length, 'group')}
      actions={
        may('manage access groups') && (
          <Button look="primary" onClick={() => void navigate({ search: { add: true } })}>
            Make group
          </Button>
        )
      }
    >
      {data === undefined && error !== null && <Failure error={error} retry={() => refetch()} />}
      {data === undefined && error === null && <TableSkeleton label="Loading the access groups" />}
      {data?.length === 0 && (
        <Empty title="There is no access group yet.">
          <p>A group grants several agents by one name, to keys, teams and users.</p>
        </Empty>
      )}
      {data !== undefined && data.length > 0 && (
        <DataTable
          label="Access groups"
          columns={columns(agentName)}
          rows={data}
          rowKey={({ access_group_id: id }) => id}
        />
      )}
      <Suspense>
        {add === true && <AccessGroupDialog onClose={close} />}
        {open !== undefined && <AccessGroupDialog key={open.updated_at} group={open} onClose={close} />}
      </Suspense>
    </Screen>
  )
}
