import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import styles from './dialog.module.css'

export interface DialogProps {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  /** `center`, or `side`: a drawer beside what it tells more of. */
  readonly place?: 'center' | 'side'
  readonly children: ReactNode
}

/** What is above the screen, holds the focus, and is closed by Escape. */
export function Dialog({ title, open, onClose, place = 'center', children }: DialogProps) {
  return (
    <BaseDialog.Root open={open} onOpenChange={(opened) => !opened && onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={styles.backdrop} />
        <BaseDialog.Popup className={place === 'side' ? styles.side : styles.center}>
          <div className={styles.head}>
            <BaseDialog.Title className={styles.title}>{title}</BaseDialog.Title>
            <BaseDialog.Close render={<Button look="bare" aria-label="Close" />}>✕</BaseDialog.Close>
          </div>
          {children}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  )
}
