import { type FormEvent, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { DurationField } from '../../components/duration-field.tsx'
import { Failure } from '../../components/failure.tsx'
import { SecretOnce } from '../../components/secret-once.tsx'
import styles from '../holders/holder-fields.module.css'
import { nameOf } from './key-facts.ts'
import type { Key } from './keys-queries.ts'
import { useKeyActions } from './use-key-actions.ts'

/** Replaces the secret of a key. All else of it stays, and its old secret works on as long as is said. */
export function RotateKeyDialog({ apiKey, onClose }: { readonly apiKey: Key; readonly onClose: () => void }) {
  const { rotate } = useKeyActions(apiKey.token)
  const [grace, setGrace] = useState('1d')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    rotate.mutate(grace)
  }
  return (
    <Dialog title={`Replace the secret of ${nameOf(apiKey)}`} open onClose={onClose}>
      {rotate.data === undefined ? (
        <form onSubmit={submit} className={styles.form}>
          <p>Grants, limits and budgets stay. Give the new secret to whoever calls with it within the time below.</p>
          <DurationField
            label="The old secret works on for"
            description="Nothing: it ends at once, and calls with it are refused."
            value={grace}
            onChange={setGrace}
          />
          {rotate.error !== null && <Failure error={rotate.error} />}
          <div className={styles.actions}>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" look="primary" busy={rotate.isPending}>
              Replace
            </Button>
          </div>
        </form>
      ) : (
        <div className={styles.form}>
          <SecretOnce label="The new key" secret={rotate.data.key} />
          <div className={styles.actions}>
            <Button look="primary" onClick={onClose}>
              Done
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  )
}
