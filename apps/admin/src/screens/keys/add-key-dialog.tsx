import { answerOf } from '@gateway/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/client.ts'
import { Button } from '../../components/button.tsx'
import { CallExamples } from '../../components/call-examples/call-examples.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Failure } from '../../components/failure.tsx'
import { labelOf } from '../../components/option.ts'
import { SecretOnce } from '../../components/secret-once.tsx'
import styles from '../holders/holder-fields.module.css'
import { useAgentChoices } from '../holders/use-agent-choices.ts'
import { KeyFields } from './key-fields.tsx'
import { bodyOf, EMPTY_KEY } from './key-form.ts'

/** Makes a key, and shows it this once. */
export function AddKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const client = useQueryClient()
  const agentName = labelOf(useAgentChoices())
  const [form, setForm] = useState(EMPTY_KEY)
  const made = useMutation({
    mutationFn: () => answerOf(api.POST('/key/generate', { body: bodyOf(form) })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['keys'] }),
    // The secret is not kept beyond this dialog.
    gcTime: 0,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    made.mutate()
  }
  if (made.data !== undefined) {
    const [agent] = form.reach === 'selected' ? form.agents : []
    return (
      <Dialog title={`The key ${form.alias}`.trim()} open onClose={onClose}>
        <div className={styles.form}>
          <SecretOnce label="The key" secret={made.data.key}>
            {agent !== undefined && (
              <>
                <p>The first call with it:</p>
                <CallExamples
                  url={`${window.location.origin}/a2a/${encodeURIComponent(agentName(agent))}`}
                  credential={made.data.key}
                />
              </>
            )}
          </SecretOnce>
          <div className={styles.actions}>
            <Button look="primary" onClick={onClose}>
              Done
            </Button>
          </div>
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog title="Make a key" open onClose={onClose}>
      <form onSubmit={submit} className={styles.form}>
        <KeyFields form={form} onChange={setForm} isNew />
        {made.error !== null && <Failure error={made.error} />}
        <div className={styles.actions}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={made.isPending}>
            Make key
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
