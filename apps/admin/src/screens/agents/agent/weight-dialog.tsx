import { type FormEvent, useState } from 'react'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Failure } from '../../../components/failure.tsx'
import { fieldErrorsOf } from '../../../components/schema-form/field-errors.ts'
import { TextField } from '../../../components/text-field.tsx'
import type { TaggedAgent } from './agent-query.ts'
import styles from './agent-screen.module.css'
import { withUpstream } from './upstream-facts.ts'
import { usePatchAgent } from './use-agent-changes.ts'

export interface WeightDialogProps {
  readonly tagged: TaggedAgent
  readonly upstream: string
  readonly onClose: () => void
}

/** Sets the share of new conversations that an upstream gets. */
export function WeightDialog({ tagged: { agent, etag }, upstream, onClose }: WeightDialogProps) {
  const registered = agent.upstreams ?? []
  const before = registered.find(({ name }) => name === upstream)?.weight
  const [text, setText] = useState(String(before ?? 1))
  const patch = usePatchAgent(agent.agent_id)
  const weight = text.trim() === '' ? Number.NaN : Number(text)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!Number.isFinite(weight)) return
    patch.mutate({ change: { upstreams: withUpstream(agent, upstream, { weight }) }, etag }, { onSuccess: onClose })
  }
  const index = registered.findIndex(({ name }) => name === upstream)
  const error = Number.isFinite(weight)
    ? fieldErrorsOf(patch.error).get(`upstreams[${index}].weight`)
    : 'A weight is a number, such as 2 or 0.5.'
  return (
    <Dialog title={`Weight of ${upstream}`} open onClose={onClose}>
      <form onSubmit={submit} className={styles.form}>
        <TextField
          label="Weight"
          description="Its share of new conversations, compared with the others. 0: none."
          inputMode="decimal"
          autoComplete="off"
          autoFocus
          error={error}
          value={text}
          onValueChange={(next) => {
            setText(next)
            patch.reset()
          }}
        />
        {patch.error !== null && error === undefined && <Failure error={patch.error} />}
        <div className={styles.line}>
          <Button type="submit" look="primary" busy={patch.isPending}>
            Set weight
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
