import { answerOf } from '@gateway/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/client.ts'
import { Button } from '../../components/button.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Failure } from '../../components/failure.tsx'
import { MultiSelect } from '../../components/multi-select.tsx'
import { TextField } from '../../components/text-field.tsx'
import { counted } from '../../format/count.ts'
import { useMay } from '../../session/use-session.ts'
import styles from '../holders/holder-fields.module.css'
import { useAgentChoices } from '../holders/use-agent-choices.ts'
import type { AccessGroup } from './access-groups-query.ts'

export interface AccessGroupDialogProps {
  /** The one that is changed. Default: one is made. */
  readonly group?: AccessGroup
  readonly onClose: () => void
}

/** Makes an access group, or shows and changes one: agents that are granted by one name. */
export function AccessGroupDialog({ group, onClose }: AccessGroupDialogProps) {
  const may = useMay()
  const client = useQueryClient()
  const agents = useAgentChoices()
  const [name, setName] = useState(group?.access_group_name ?? '')
  const [description, setDescription] = useState(group?.description ?? '')
  const [chosen, setChosen] = useState<readonly string[]>(group?.access_agent_ids ?? [])
  const [deleting, setDeleting] = useState(false)
  const canChange = may('manage access groups')
  const onSuccess = async () => {
    await client.invalidateQueries({ queryKey: ['access-groups'] })
    onClose()
  }
  const saved = useMutation({
    mutationFn: () => {
      const body = {
        access_group_name: name.trim(),
        description: description.trim() || null,
        access_agent_ids: [...chosen],
      }
      return answerOf(
        group === undefined
          ? api.POST('/v1/access_group', { body })
          : api.PUT('/v1/access_group/{group}', { params: { path: { group: group.access_group_id } }, body }),
      )
    },
    onSuccess,
  })
  const removed = useMutation({
    mutationFn: (id: string) => answerOf(api.DELETE('/v1/access_group/{group}', { params: { path: { group: id } } })),
    onSuccess,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saved.mutate()
  }
  return (
    <Dialog title={group?.access_group_name ?? 'Make an access group'} open onClose={onClose}>
      <form onSubmit={submit} className={styles.form}>
        <TextField
          label="Name"
          autoComplete="off"
          autoFocus={group === undefined}
          required
          readOnly={!canChange}
          value={name}
          onValueChange={setName}
        />
        <TextField
          label="Description"
          autoComplete="off"
          readOnly={!canChange}
          value={description}
          onValueChange={setDescription}
        />
        <MultiSelect
          label="Agents"
          description="What is put into it is granted at once to all who are granted the group."
          options={agents}
          values={chosen}
          onChange={setChosen}
          empty="No agent has this name."
        />
        {saved.error !== null && <Failure error={saved.error} />}
        {canChange && (
          <div className={styles.actions}>
            {group !== undefined && <Button onClick={() => setDeleting(true)}>Delete…</Button>}
            <Button type="submit" look="primary" busy={saved.isPending}>
              {group === undefined ? 'Make group' : 'Save'}
            </Button>
          </div>
        )}
      </form>
      {deleting && group !== undefined && (
        <ConfirmDialog
          title={`Delete ${group.access_group_name}?`}
          action="Delete group"
          name={group.access_group_name}
          busy={removed.isPending}
          error={removed.error}
          onConfirm={() => removed.mutate(group.access_group_id)}
          onClose={() => setDeleting(false)}
        >
          <p>
            {counted(group.access_agent_ids.length, 'agent is', 'agents are')} in it. Whoever may call them by this
            group alone may not any more.
          </p>
        </ConfirmDialog>
      )}
    </Dialog>
  )
}
