import { answerOf } from '@gateway/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/client.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Failure } from '../../components/failure.tsx'
import { JsonView } from '../../components/json-view.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { StateLabel } from '../../components/state-label.tsx'
import { agentsQuery } from '../agents/agents-query.ts'
import styles from './call-drawer.module.css'
import type { CallRecord } from './logs-query.ts'

/** Sends the message of a call once more, to the same agent or another, and shows how the answers differ. */
export function ReplayDialog({ call, onClose }: { readonly call: CallRecord; readonly onClose: () => void }) {
  const client = useQueryClient()
  const { data: agents = [] } = useQuery(agentsQuery)
  const [agent, setAgent] = useState(call.agentName)
  const replayed = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/v1/logs/{id}/replay', {
          params: { path: { id: call.id } },
          body: agent === undefined || agent === call.agentName ? {} : { agent },
        }),
      ),
    onSettled: () =>
      client.invalidateQueries({ queryKey: ['logs'], predicate: ({ queryKey }) => queryKey[1] !== 'call' }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    replayed.mutate()
  }
  const answer = replayed.data
  return (
    <Dialog title="Send it once more" open onClose={onClose}>
      <div className={styles.content}>
        <form onSubmit={submit} className={styles.content}>
          <p>
            The agent is called for real: what it does, it does again, and it costs what it costs. The call is yours,
            and is marked as a replay.
          </p>
          <PickField
            label="Agent"
            options={agents.map(({ agent_name: name }) => ({ value: name, label: name }))}
            value={agent}
            onChange={setAgent}
          />
          <div className={styles.buttons}>
            <Button onClick={onClose}>Close</Button>
            <Button type="submit" look="primary" busy={replayed.isPending}>
              Send once more
            </Button>
          </div>
        </form>
        {replayed.error !== null && <Failure error={replayed.error} />}
        {answer !== undefined && (
          <div aria-live="polite" className={styles.content}>
            <p>
              {answer.same === null ? (
                <StateLabel state="unknown" label={answer.notCompared ?? 'The answers were not compared.'} />
              ) : (
                <StateLabel
                  state={answer.same ? 'healthy' : 'degraded'}
                  label={answer.same ? 'It says the same, but for ids and times.' : 'It says something else.'}
                />
              )}
            </p>
            {answer.diff !== null && answer.diff.length > 0 && (
              <JsonView title="Difference (JSON Patch)" value={answer.diff} />
            )}
            <JsonView title="Now" value={answer.replay.answer ?? answer.replay.error ?? null} />
            <JsonView title="Before" value={answer.original.answer ?? answer.original.error ?? null} />
          </div>
        )}
      </div>
    </Dialog>
  )
}
