import { answerOf } from '@gateway/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { Dialog } from '../../components/dialog.tsx'
import { Failure } from '../../components/failure.tsx'
import { counted } from '../../format/count.ts'
import { useMay } from '../../session/use-session.ts'
import { BlockAndDelete } from '../holders/block-and-delete.tsx'
import styles from '../holders/holder-drawer.module.css'
import { HolderFact, HolderFacts } from '../holders/holder-facts.tsx'
import { teamName } from '../teams/teams-queries.ts'
import { UserFormDialog } from './user-form-dialog.tsx'
import { roleName } from './user-roles.ts'
import { userName, userQuery } from './users-queries.ts'

/** One user: role, teams and keys, what they reach, what of it is used, and what can be done. */
export function UserDrawer({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const may = useMay()
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(userQuery(id))
  const [editing, setEditing] = useState(false)
  const blocked = useMutation({
    mutationFn: (block: boolean) => answerOf(api.POST('/user/update', { body: { user_id: id, blocked: block } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['users'] }),
  })
  const removed = useMutation({
    mutationFn: () => answerOf(api.POST('/user/delete', { body: { user_ids: [id] } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['users', 'list'] }),
  })
  if (data === undefined) {
    return (
      <Dialog title="User" open onClose={onClose} place="side">
        {error !== null && <Failure error={error} retry={() => refetch()} />}
      </Dialog>
    )
  }
  const { user, keys, teams, etag } = data
  const name = userName(user)
  const concerned = counted(keys.length, 'key')
  return (
    <Dialog title={name} open onClose={onClose} place="side">
      <div className={styles.content}>
        <BlockAndDelete
          kind="user"
          name={name}
          isBlocked={user.blocked}
          canChange={may('manage users')}
          onChange={() => setEditing(true)}
          blocked={blocked}
          removed={removed}
          onDeleted={onClose}
          consequences={{
            block: `There are ${concerned} of this user. Within a second they are refused, and so is the browser. It can be unblocked.`,
            delete: `There are ${concerned} of this user, which end with it. Records of its calls stay.`,
          }}
        />
        <HolderFacts holder={user} spend={user.spend} id={user.user_id}>
          <HolderFact name="Role">{roleName(user.user_role)}</HolderFact>
          <HolderFact name="Teams">{teams.length === 0 ? 'none' : teams.map(teamName).join(', ')}</HolderFact>
        </HolderFacts>
        <p>
          <Link to="/keys" search={{ user: id }}>
            {concerned}
          </Link>
          {', '}
          <Link to="/logs" search={{ user: id }}>
            its calls
          </Link>
        </p>
      </div>
      {editing && <UserFormDialog user={user} etag={etag} onClose={() => setEditing(false)} />}
    </Dialog>
  )
}
