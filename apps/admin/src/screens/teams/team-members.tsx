import { answerOf } from '@gateway/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/client.ts'
import { Button } from '../../components/button.tsx'
import { Failure } from '../../components/failure.tsx'
import { labelOf } from '../../components/option.ts'
import { PickField } from '../../components/pick-field.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { useMay } from '../../session/use-session.ts'
import { userChoicesQuery } from '../holders/choice-queries.ts'
import styles from '../holders/holder-drawer.module.css'
import type { Team } from './teams-queries.ts'

const ROLES = [
  { value: 'user', label: 'Member' },
  { value: 'admin', label: 'Admin of the team' },
]

/** Who is of a team, as what; and who joins or leaves it. */
export function TeamMembers({ team: { team_id, members_with_roles: members } }: { readonly team: Team }) {
  const may = useMay()
  const client = useQueryClient()
  const { data: users = [] } = useQuery({ ...userChoicesQuery, enabled: may('see users') })
  const [user, setUser] = useState<string>()
  const [role, setRole] = useState('user')
  const onSuccess = () => client.invalidateQueries({ queryKey: ['teams'] })
  const added = useMutation({
    mutationFn: (user_id: string) =>
      answerOf(
        api.POST('/team/member_add', {
          body: { team_id, member: { user_id, role: role === 'admin' ? 'admin' : 'user' } },
        }),
      ),
    onSuccess,
  })
  const removed = useMutation({
    mutationFn: (user_id: string) => answerOf(api.POST('/team/member_delete', { body: { team_id, user_id } })),
    onSuccess,
  })
  const add = (event: FormEvent) => {
    event.preventDefault()
    if (user !== undefined) added.mutate(user)
  }
  const name = labelOf(users)
  const error = added.error ?? removed.error
  return (
    <section aria-labelledby="members" className={styles.part}>
      <h3 id="members" className={styles.heading}>
        Members
      </h3>
      {members.length === 0 && <p className={styles.note}>Nobody yet.</p>}
      <ul aria-label="Members" className={styles.rules}>
        {members.map((member) => (
          <li key={member.user_id} className={styles.head}>
            <span>
              {name(member.user_id)}
              {member.role === 'admin' && <span className={styles.note}> admin of the team</span>}
            </span>
            {may('manage members') && (
              <Button look="bare" busy={removed.isPending} onClick={() => removed.mutate(member.user_id)}>
                Remove<span className="visually-hidden"> {name(member.user_id)}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {may('manage members') && (
        <form onSubmit={add} className={styles.part}>
          <PickField label="Add a user" options={users} value={user} onChange={setUser} />
          <div className={styles.actions}>
            <SelectField label="As" value={role} options={ROLES} onChange={setRole} />
            <Button type="submit" busy={added.isPending} disabled={user === undefined}>
              Add
            </Button>
          </div>
        </form>
      )}
      {error !== null && <Failure error={error} />}
    </section>
  )
}
