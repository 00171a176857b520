import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from './button.tsx'
import styles from './confirm-dialog.module.css'
import { Dialog } from './dialog.tsx'
import { Failure } from './failure.tsx'
import { TextField } from './text-field.tsx'

export interface ConfirmDialogProps {
  /** A question: `Delete the key ci?` */
  readonly title: string
  /** What follows from it, in numbers: `3 keys stop working.` */
  readonly children: ReactNode
  /** What is done, on the button: `Delete key`. */
  readonly action: string
  /** What has to be typed first, where it cannot be undone. */
  readonly name?: string | undefined
  readonly busy: boolean
  readonly error?: unknown
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Asks before something is done that others feel. */
export function ConfirmDialog({ title, children, action, name, busy, error, onConfirm, onClose }: ConfirmDialogProps) {
  const [typed, setTyped] = useState('')
  const isSure = name === undefined || typed.trim() === name
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isSure) onConfirm()
  }
  return (
    <Dialog title={title} open onClose={onClose}>
      <form onSubmit={submit} className={styles.form}>
        <BaseDialog.Description render={<div className={styles.consequences} />}>{children}</BaseDialog.Description>
        {name !== undefined && (
          <TextField
            label={`Type ${name} to go on`}
            description="This cannot be undone."
            autoComplete="off"
            spellCheck={false}
            autoFocus
            value={typed}
            onValueChange={setTyped}
          />
        )}
        {error !== undefined && error !== null && <Failure error={error} />}
        <div className={styles.actions}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy} disabled={!isSure}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
