import { answerOf } from '@gateway/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { Button } from '../../components/button.tsx'
import { CallExamples } from '../../components/call-examples/call-examples.tsx'
import { Failure } from '../../components/failure.tsx'
import type { Agent } from '../agents/agents-query.ts'
import styles from './first-steps.module.css'

/** A day: enough to try, and then the key is nobody's. */
const LASTS = '24h'

/** Makes a key for a first call, and shows the call with it. */
export function TryAgent({ agent: { agent_name: name } }: { readonly agent: Agent }) {
  const client = useQueryClient()
  const made = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/key/generate', {
          body: { key_alias: `first-steps-${Date.now()}`, duration: LASTS, object_permission: { agents: [name] } },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['keys'] }),
  })
  if (made.data !== undefined) {
    return (
      <>
        <p>Paste this into a terminal. The key in it is good for a day, and is not shown again.</p>
        <CallExamples url={`${window.location.origin}/a2a/${encodeURIComponent(name)}`} credential={made.data.key} />
      </>
    )
  }
  return (
    <div className={styles.content}>
      {made.error !== null && <Failure error={made.error} />}
      <p>It takes a key. This makes one that is good for a day and for this agent alone.</p>
      <Button look="primary" busy={made.isPending} onClick={() => made.mutate()}>
        Make a key and show the call
      </Button>
    </div>
  )
}
