import { answerOf } from '@gateway/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/client.ts'
import { Button } from '../../components/button.tsx'
import { ChoiceField } from '../../components/choice-field.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Failure } from '../../components/failure.tsx'
import { TextField } from '../../components/text-field.tsx'
import { GrantFields } from '../holders/grant-fields.tsx'
import styles from '../holders/holder-fields.module.css'
import { changedIn, EMPTY_HOLDER, type HolderForm, holderBodyOf, holderFormOf } from '../holders/holder-form.ts'
import { LimitFields } from '../holders/limit-fields.tsx'
import { isUserRole, USER_ROLES, type UserRole } from './user-roles.ts'
import { type User, userName } from './users-queries.ts'

export interface UserFormDialogProps {
  /** The one that is changed. Default: one is made. */
  readonly user?: User
  readonly etag?: string | undefined
  readonly onClose: () => void
}

interface UserForm extends HolderForm {
  readonly email: string
  readonly role: UserRole
}

const bodyOf = (form: UserForm) => ({
  ...holderBodyOf(form),
  user_email: form.email.trim() || null,
  user_role: form.role,
})

function formOf(user: User | undefined): UserForm {
  if (user === undefined) return { ...EMPTY_HOLDER, email: '', role: 'internal_user' }
  const { user_role: role, user_email } = user
  return { ...holderFormOf(user), email: user_email ?? '', role: isUserRole(role) ? role : 'internal_user' }
}

/** Makes a user, or changes one: who it is, as what, what they reach, and how much. */
export function UserFormDialog({ user, etag, onClose }: UserFormDialogProps) {
  const client = useQueryClient()
  const [before] = useState(() => formOf(user))
  const [readAs] = useState(etag)
  const [form, setForm] = useState(before)
  const saved = useMutation({
    async mutationFn(): Promise<void> {
      if (user === undefined) {
        // Keys are made where they are shown: on the screen of the keys.
        await answerOf(api.POST('/user/new', { body: { ...bodyOf(form), auto_create_key: false } }))
        return
      }
      await answerOf(
        api.POST('/user/update', {
          ...(readAs === undefined ? {} : { params: { header: { 'if-match': readAs } } }),
          body: { ...changedIn(bodyOf(before), bodyOf(form)), user_id: user.user_id },
        }),
      )
    },
    async onSuccess() {
      await client.invalidateQueries({ queryKey: ['users'] })
      onClose()
    },
  })
  const set = (changed: Partial<UserForm>) => setForm({ ...form, ...changed })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saved.mutate()
  }
  return (
    <Dialog title={user === undefined ? 'Add a user' : `Change ${userName(user)}`} open onClose={onClose}>
      <form onSubmit={submit} className={styles.form}>
        <TextField
          label="E-mail"
          type="email"
          autoComplete="off"
          autoFocus
          required
          value={form.email}
          onValueChange={(email) => set({ email })}
        />
        <ChoiceField label="Role" choices={USER_ROLES} value={form.role} onChange={(role) => set({ role })} />
        <GrantFields form={form} onChange={set} />
        <LimitFields form={form} onChange={set} />
        {saved.error !== null && <Failure error={saved.error} />}
        <div className={styles.actions}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={saved.isPending}>
            {user === undefined ? 'Add user' : 'Save'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
