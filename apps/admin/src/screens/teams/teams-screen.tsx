import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { Button } from '../../components/button.tsx'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { Empty } from '../../components/empty.tsx'
import { Failure } from '../../components/failure.tsx'
import { FilterField } from '../../components/filter-field.tsx'
import { labelOf } from '../../components/option.ts'
import rowLink from '../../components/row-link.module.css'
import { Screen } from '../../components/screen.tsx'
import { TableSkeleton } from '../../components/table-skeleton.tsx'
import { ROW_LINK } from '../../components/use-row-keys.ts'
import { count, counted } from '../../format/count.ts'
import { useMay } from '../../session/use-session.ts'
import { holderColumns } from '../holders/holder-columns.tsx'
import { useAgentChoices } from '../holders/use-agent-choices.ts'
import { type Team, teamName, teamsQuery } from './teams-queries.ts'
import { teamsRoute } from './teams-route.ts'

const TeamDrawer = lazy(async () => ({ default: (await import('./team-drawer.tsx')).TeamDrawer }))
const TeamFormDialog = lazy(async () => ({ default: (await import('./team-form-dialog.tsx')).TeamFormDialog }))

const columns = (agentName: (id: string) => string): readonly Column<Team>[] => [
  {
    id: 'name',
    header: 'Name',
    cell: (team) => (
      <Link to="/teams" search={(before) => ({ ...before, team: team.team_id })} className={rowLink.link} {...ROW_LINK}>
        {teamName(team)}
      </Link>
    ),
  },
  {
    id: 'members',
    header: 'Members',
    width: '88px',
    align: 'end',
    wideOnly: true,
    cell: ({ members_with_roles: members }) => count(members.length),
  },
  ...holderColumns(agentName),
]

/** Which teams are there, and what do they reach and use? */
export function TeamsScreen() {
  const may = useMay()
  const { q, team, add } = teamsRoute.useSearch()
  const navigate = teamsRoute.useNavigate()
  const agentName = labelOf(useAgentChoices())
  const { data, error, refetch } = useQuery(teamsQuery)
  const kept = q === undefined ? {} : { q }
  const close = () => void navigate({ search: kept, replace: true })
  const shown = data?.filter(({ team_alias, team_id }) =>
    `${team_alias ?? ''} ${team_id}`.toLowerCase().includes((q ?? '').toLowerCase()),
  )
  return (
    <Screen
      title="Teams"
      summary={data === undefined ? undefined : counted(data.length, 'team')}
      actions={
        <>
          <FilterField
            label="Filter the teams"
            placeholder="Filter"
            value={q ?? ''}
            onChange={(text) => void navigate({ search: text === '' ? {} : { q: text }, replace: true })}
          />
          {may('manage teams') && (
            <Button look="primary" onClick={() => void navigate({ search: { ...kept, add: true } })}>
              Make team
            </Button>
          )}
        </>
      }
    >
      {data === undefined && error !== null && <Failure error={error} retry={() => refetch()} />}
      {data === undefined && error === null && <TableSkeleton label="Loading the teams" />}
      {shown?.length === 0 && (
        <Empty title={q === undefined ? 'There is no team yet.' : 'No team fits the filter.'}>
          <p>What a team is granted bounds what the keys of its members reach.</p>
        </Empty>
      )}
      {shown !== undefined && shown.length > 0 && (
        <DataTable label="Teams" columns={columns(agentName)} rows={shown} rowKey={({ team_id: id }) => id} />
      )}
      <Suspense>
        {add === true && <TeamFormDialog onClose={close} />}
        {team !== undefined && <TeamDrawer id={team} onClose={close} />}
      </Suspense>
    </Screen>
  )
}
