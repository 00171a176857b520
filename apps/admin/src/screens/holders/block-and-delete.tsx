import type { UseMutationResult } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { Failure } from '../../components/failure.tsx'
import { Menu } from '../../components/menu.tsx'
import { StateLabel } from '../../components/state-label.tsx'
import styles from './holder-drawer.module.css'

export interface BlockAndDeleteProps {
  /** What it is: `team`. */
  readonly kind: string
  readonly name: string
  readonly isBlocked: boolean
  /** Whether whoever looks may change it; else its state is shown alone. */
  readonly canChange: boolean
  readonly onChange: () => void
  /** `true` blocks, `false` unblocks. */
  readonly blocked: UseMutationResult<unknown, unknown, boolean>
  readonly removed: UseMutationResult<unknown, unknown, void>
  /** It has been deleted. */
  readonly onDeleted: () => void
  /** What follows from each, in numbers. */
  readonly consequences: { readonly block: ReactNode; readonly delete: ReactNode }
}

/** How a team or a user stands, and what ends it for a while or for good. */
export function BlockAndDelete(props: BlockAndDeleteProps) {
  const { kind, name, isBlocked, canChange, onChange, blocked, removed, onDeleted, consequences } = props
  const [asked, setAsked] = useState<'block' | 'delete'>()
  const done = () => setAsked(undefined)
  return (
    <>
      <div className={styles.head}>
        <StateLabel state={isBlocked ? 'down' : 'healthy'} label={isBlocked ? 'Blocked' : 'Active'} />
        {canChange && (
          <div className={styles.actions}>
            <Button onClick={onChange}>Change</Button>
            {isBlocked && (
              <Button busy={blocked.isPending} onClick={() => blocked.mutate(false)}>
                Unblock
              </Button>
            )}
            <Menu
              label={`Actions for ${name}`}
              groups={[
                [
                  ...(isBlocked ? [] : [{ label: 'Block…', danger: true, onChoose: () => setAsked('block') }]),
                  { label: 'Delete…', danger: true, onChoose: () => setAsked('delete') },
                ],
              ]}
            />
          </div>
        )}
      </div>
      {asked === undefined && blocked.error !== null && <Failure error={blocked.error} />}
      {asked === 'block' && (
        <ConfirmDialog
          title={`Block ${name}?`}
          action={`Block ${kind}`}
          busy={blocked.isPending}
          error={blocked.error}
          onConfirm={() => blocked.mutate(true, { onSuccess: done })}
          onClose={done}
        >
          <p>{consequences.block}</p>
        </ConfirmDialog>
      )}
      {asked === 'delete' && (
        <ConfirmDialog
          title={`Delete ${name}?`}
          action={`Delete ${kind}`}
          name={name}
          busy={removed.isPending}
          error={removed.error}
          onConfirm={() => removed.mutate(undefined, { onSuccess: onDeleted })}
          onClose={done}
        >
          <p>{consequences.delete}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
