import { answerOf } from '@gateway/client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../../api/client.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { Failure } from '../../../components/failure.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { TestResult } from '../add/test-result.tsx'
import type { Agent } from '../agents-query.ts'
import styles from './agent-screen.module.css'

export interface TestUpstreamDialogProps {
  readonly agent: Agent
  readonly upstream: string
  readonly onClose: () => void
}

/** Asks one of the places where an agent runs for its card, or sends it a message. */
export function TestUpstreamDialog({ agent, upstream, onClose }: TestUpstreamDialogProps) {
  const [message, setMessage] = useState('')
  const test = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/v1/agents/{agent}/upstreams/{name}/test', {
          params: { path: { agent: agent.agent_id, name: upstream } },
          body: message.trim() === '' ? {} : { message },
        }),
      ),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    test.mutate()
  }
  return (
    <Dialog title={`Test ${upstream}`} open onClose={onClose}>
      <form onSubmit={submit} className={styles.form}>
        <TextField
          label="Message (optional)"
          description="It is sent to the agent, which works on it and may cost. Without one only its card is asked for."
          autoFocus
          value={message}
          onValueChange={setMessage}
        />
        {test.error !== null && <Failure error={test.error} />}
        {test.data !== undefined && <TestResult result={test.data} />}
        <div className={styles.line}>
          <Button type="submit" look="primary" busy={test.isPending}>
            {test.isPending ? 'Waiting for the answer' : 'Test'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
