import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
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
import { counted } from '../../format/count.ts'
import { useMay } from '../../session/use-session.ts'
import { holderColumns } from '../holders/holder-columns.tsx'
import { useAgentChoices } from '../holders/use-agent-choices.ts'
import { roleName } from './user-roles.ts'
import { type User, userName, usersQuery } from './users-queries.ts'
import { usersRoute } from './users-route.ts'

const UserDrawer = lazy(async () => ({ default: (await import('./user-drawer.tsx')).UserDrawer }))
const UserFormDialog = lazy(async () => ({ default: (await import('./user-form-dialog.tsx')).UserFormDialog }))

const columns = (agentName: (id: string) => string): readonly Column<User>[] => [
  {
    id: 'name',
    header: 'Who',
    cell: (user) => (
      <Link to="/users" search={(before) => ({ ...before, user: user.user_id })} className={rowLink.link} {...ROW_LINK}>
        {userName(user)}
      </Link>
    ),
  },
  { id: 'role', header: 'Role', width: '128px', cell: ({ user_role: role }) => roleName(role) },
  ...holderColumns(agentName),
]

/** Who uses the gateway, as what? */
export function UsersScreen() {
  const may = useMay()
  const { email, user, add } = usersRoute.useSearch()
  const navigate = usersRoute.useNavigate()
  const agentName = labelOf(useAgentChoices())
  const [typed, setTyped] = useState(email ?? '')
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...usersQuery(email),
    placeholderData: keepPreviousData,
  })
  const kept = email === undefined ? {} : { email }
  const close = () => void navigate({ search: kept, replace: true })
  return (
    <Screen
      title="Users"
      summary={data === undefined ? undefined : counted(data.total, 'user')}
      actions={
        <>
          <FilterField
            label="Part of an e-mail address"
            placeholder="E-mail"
            value={typed}
            onChange={(text) => {
              setTyped(text)
              void navigate({ search: text.trim() === '' ? {} : { email: text.trim() }, replace: true })
            }}
          />
          {may('manage users') && (
            <Button look="primary" onClick={() => void navigate({ search: { ...kept, add: true } })}>
              Add user
            </Button>
          )}
        </>
      }
    >
      {data === undefined && error !== null && <Failure error={error} retry={() => refetch()} />}
      {data === undefined && error === null && <TableSkeleton label="Loading the users" />}
      {data?.users.length === 0 && (
        <Empty title={email === undefined ? 'There is no user yet.' : 'No user fits the filter.'}>
          <p>People sign in with a key of their own, or with an identity provider.</p>
        </Empty>
      )}
      {data !== undefined && data.users.length > 0 && (
        <DataTable label="Users" columns={columns(agentName)} rows={data.users} rowKey={({ user_id: id }) => id} />
      )}
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
          Show more users
        </Button>
      )}
      <Suspense>
        {add === true && <UserFormDialog onClose={close} />}
        {user !== undefined && <UserDrawer id={user} onClose={close} />}
      </Suspense>
    </Screen>
  )
}
