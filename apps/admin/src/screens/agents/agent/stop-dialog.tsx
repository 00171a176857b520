import { type FormEvent, useState } from 'react'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Failure } from '../../../components/failure.tsx'
import { TextField } from '../../../components/text-field.tsx'
import type { Agent } from '../agents-query.ts'
import styles from './agent-screen.module.css'
import { Consequences } from './consequences.tsx'
import { useStopAgent } from './use-agent-changes.ts'

/** Stops an agent, with a reason that its callers are told. */
export function StopDialog({ agent, onClose }: { readonly agent: Agent; readonly onClose: () => void }) {
  const [reason, setReason] = useState('')
  const [cancel, setCancel] = useState(false)
  const stop = useStopAgent(agent.agent_id)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    stop.mutate({ reason: reason.trim() || 'It is out of service.', cancel }, { onSuccess: onClose })
  }
  return (
    <Dialog title={`Stop ${agent.agent_name}`} open onClose={onClose}>
      <form onSubmit={submit} className={styles.form}>
        <Consequences agent={agent} />
        <p>New calls are refused until it is started again.</p>
        <TextField
          label="Reason (optional)"
          description="Callers are told. Default: It is out of service."
          autoFocus
          value={reason}
          onValueChange={setReason}
        />
        <label className={styles.line}>
          <input type="checkbox" checked={cancel} onChange={({ currentTarget }) => setCancel(currentTarget.checked)} />
          End the calls and tasks that are running
        </label>
        {stop.error !== null && <Failure error={stop.error} />}
        <div className={styles.line}>
          <Button onClick={onClose}>Keep it running</Button>
          <Button type="submit" look="primary" busy={stop.isPending}>
            Stop agent
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
