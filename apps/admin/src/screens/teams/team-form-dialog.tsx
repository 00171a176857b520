import { answerOf } from '@gateway/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/client.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Failure } from '../../components/failure.tsx'
import { TextField } from '../../components/text-field.tsx'
import { GrantFields } from '../holders/grant-fields.tsx'
import styles from '../holders/holder-fields.module.css'
import { changedIn, EMPTY_HOLDER, type HolderForm, holderBodyOf, holderFormOf } from '../holders/holder-form.ts'
import { LimitFields } from '../holders/limit-fields.tsx'
import { type Team, teamName } from './teams-queries.ts'

export interface TeamFormDialogProps {
  /** The one that is changed. Default: one is made. */
  readonly team?: Team
  readonly etag?: string | undefined
  readonly onClose: () => void
}

interface TeamForm extends HolderForm {
  readonly alias: string
}

const bodyOf = (form: TeamForm) => ({ ...holderBodyOf(form), team_alias: form.alias.trim() || null })

/** Makes a team, or changes one: its name, what it reaches, and how much. */
export function TeamFormDialog({ team, etag, onClose }: TeamFormDialogProps) {
  const client = useQueryClient()
  const [before] = useState<TeamForm>(() =>
    team === undefined ? { ...EMPTY_HOLDER, alias: '' } : { ...holderFormOf(team), alias: team.team_alias ?? '' },
  )
  const [readAs] = useState(etag)
  const [form, setForm] = useState(before)
  const saved = useMutation({
    mutationFn: async () => {
      if (team === undefined) return answerOf(api.POST('/team/new', { body: bodyOf(form) }))
      const { data } = await answerOf(
        api.POST('/team/update', {
          ...(readAs === undefined ? {} : { params: { header: { 'if-match': readAs } } }),
          body: { ...changedIn(bodyOf(before), bodyOf(form)), team_id: team.team_id },
        }),
      )
      return data
    },
    async onSuccess() {
      await client.invalidateQueries({ queryKey: ['teams'] })
      onClose()
    },
  })
  const set = (changed: Partial<TeamForm>) => setForm({ ...form, ...changed })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saved.mutate()
  }
  return (
    <Dialog title={team === undefined ? 'Make a team' : `Change ${teamName(team)}`} open onClose={onClose}>
      <form onSubmit={submit} className={styles.form}>
        <TextField
          label="Name"
          autoComplete="off"
          autoFocus
          required
          value={form.alias}
          onValueChange={(alias) => set({ alias })}
        />
        <GrantFields form={form} onChange={set} />
        <LimitFields form={form} onChange={set} />
        {saved.error !== null && <Failure error={saved.error} />}
        <div className={styles.actions}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={saved.isPending}>
            {team === undefined ? 'Make team' : 'Save'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
