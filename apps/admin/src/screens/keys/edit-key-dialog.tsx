import { answerOf } from '@gateway/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/client.ts'
import { isApiError } from '../../api/is-api-error.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Failure } from '../../components/failure.tsx'
import { Notice } from '../../components/notice.tsx'
import styles from '../holders/holder-fields.module.css'
import { nameOf } from './key-facts.ts'
import { KeyFields } from './key-fields.tsx'
import { changesOf, formOf } from './key-form.ts'
import type { Key } from './keys-queries.ts'

export interface EditKeyDialogProps {
  readonly apiKey: Key
  /** How it was read: what somebody else has changed since is not overwritten. */
  readonly etag: string | undefined
  readonly onClose: () => void
}

const CHANGED_SINCE = 412

/** Changes a key. Its secret stays as it is. */
export function EditKeyDialog({ apiKey, etag, onClose }: EditKeyDialogProps) {
  const client = useQueryClient()
  const [before] = useState(() => formOf(apiKey))
  const [readAs] = useState(etag)
  const [form, setForm] = useState(before)
  const saved = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/key/update', {
          ...(readAs === undefined ? {} : { params: { header: { 'if-match': readAs } } }),
          body: { ...changesOf(before, form), key: apiKey.token },
        }),
      ),
    async onSuccess() {
      await client.invalidateQueries({ queryKey: ['keys'] })
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (Object.keys(changesOf(before, form)).length === 0) onClose()
    else saved.mutate()
  }
  const isStale = isApiError(saved.error) && saved.error.status === CHANGED_SINCE
  return (
    <Dialog title={`Change ${nameOf(apiKey)}`} open onClose={onClose}>
      <form onSubmit={submit} className={styles.form}>
        <KeyFields form={form} onChange={setForm} isNew={false} />
        {isStale && (
          <Notice tone="waiting">
            Somebody else has changed this key since you opened it, and nothing was saved. Close this, look at the key,
            and change it again.
          </Notice>
        )}
        {saved.error !== null && !isStale && <Failure error={saved.error} />}
        <div className={styles.actions}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={saved.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
