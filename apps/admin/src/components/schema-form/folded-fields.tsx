import { type ReactNode, useId, useState } from 'react'
import styles from './schema-form.module.css'

export interface FoldedFieldsProps {
  readonly label: string
  readonly description?: string | undefined
  /** Something in it is wrong: it is opened. */
  readonly open: boolean
  /** Something in it is filled in, which its heading says. */
  readonly filled: boolean
  readonly children: ReactNode
}

/** Fields that most need not see, behind a heading that opens them. */
export function FoldedFields({ label, description, open, filled, children }: FoldedFieldsProps) {
  const [opened, setOpened] = useState(false)
  const about = useId()
  return (
    <details
      className={styles.folded}
      open={open || opened}
      onToggle={(event) => setOpened(event.currentTarget.open)}
      aria-describedby={description === undefined ? undefined : about}
    >
      <summary className={styles.heading}>
        {label}
        {filled && <span className={styles.filled}> · set</span>}
      </summary>
      {(open || opened) && (
        <div className={styles.within}>
          {description !== undefined && (
            <p id={about} className={styles.description}>
              {description}
            </p>
          )}
          {children}
        </div>
      )}
    </details>
  )
}
