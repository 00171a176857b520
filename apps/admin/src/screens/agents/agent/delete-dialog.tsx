import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Failure } from '../../../components/failure.tsx'
import { TextField } from '../../../components/text-field.tsx'
import type { Agent } from '../agents-query.ts'
import styles from './agent-screen.module.css'
import { Consequences } from './consequences.tsx'
import { useDeleteAgent } from './use-agent-changes.ts'

/** Asks for the name, as it cannot be undone. */
export function DeleteDialog({ agent, onClose }: { readonly agent: Agent; readonly onClose: () => void }) {
  const { agent_name: name } = agent
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const remove = useDeleteAgent(agent.agent_id)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed !== name) return
    remove.mutate(undefined, { onSuccess: () => navigate({ to: '/agents', replace: true }) })
  }
  return (
    <Dialog title={`Delete ${name}`} open onClose={onClose}>
      <form onSubmit={submit} className={styles.form}>
        <Consequences agent={agent} />
        <p>They get an error from then on. Records of its calls stay; the agent itself cannot be brought back.</p>
        <TextField
          label={`Type ${name} to delete it`}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          value={typed}
          onValueChange={setTyped}
        />
        {remove.error !== null && <Failure error={remove.error} />}
        <div className={styles.line}>
          <Button onClick={onClose}>Keep it</Button>
          <Button type="submit" look="primary" busy={remove.isPending} disabled={typed !== name}>
            Delete agent
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
