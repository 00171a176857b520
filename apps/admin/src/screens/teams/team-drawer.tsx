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
import { HolderFacts } from '../holders/holder-facts.tsx'
import { TeamFormDialog } from './team-form-dialog.tsx'
import { TeamMembers } from './team-members.tsx'
import { teamName, teamQuery } from './teams-queries.ts'

/** One team: what it reaches, what of it is used, who is of it, and what can be done with it. */
export function TeamDrawer({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const may = useMay()
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(teamQuery(id))
  const [editing, setEditing] = useState(false)
  const blocked = useMutation({
    mutationFn: (block: boolean) =>
      answerOf(
        block
          ? api.POST('/team/block', { body: { team_id: id } })
          : api.POST('/team/unblock', { body: { team_id: id } }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['teams'] }),
  })
  const removed = useMutation({
    mutationFn: () => answerOf(api.POST('/team/delete', { body: { team_ids: [id] } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['teams', 'list'] }),
  })
  if (data === undefined) {
    return (
      <Dialog title="Team" open onClose={onClose} place="side">
        {error !== null && <Failure error={error} retry={() => refetch()} />}
      </Dialog>
    )
  }
  const { team, keys, etag } = data
  const name = teamName(team)
  const concerned = `${counted(keys.length, 'key')} and ${counted(team.members_with_roles.length, 'member')}`
  return (
    <Dialog title={name} open onClose={onClose} place="side">
      <div className={styles.content}>
        <BlockAndDelete
          kind="team"
          name={name}
          isBlocked={team.blocked}
          canChange={may('manage teams')}
          onChange={() => setEditing(true)}
          blocked={blocked}
          removed={removed}
          onDeleted={onClose}
          consequences={{
            block: `It has ${concerned}. Within a second, calls with its keys are refused. It can be unblocked.`,
            delete: `It has ${concerned}. Its keys end with it; records of its calls stay.`,
          }}
        />
        <HolderFacts holder={team} spend={team.spend} id={team.team_id} />
        <p>
          <Link to="/keys" search={{ team: id }}>
            {counted(keys.length, 'key')}
          </Link>
          {', '}
          <Link to="/logs" search={{ team: id }}>
            its calls
          </Link>
        </p>
        <TeamMembers team={team} />
      </div>
      {editing && <TeamFormDialog team={team} etag={etag} onClose={() => setEditing(false)} />}
    </Dialog>
  )
}
