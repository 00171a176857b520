import type { ReactNode } from 'react'
import { CopyButton } from './copy-button.tsx'
import styles from './secret-once.module.css'

export interface SecretOnceProps {
  /** What it is: `The key`. */
  readonly label: string
  readonly secret: string
  /** What to do with it next, such as a first call. */
  readonly children?: ReactNode
}

/** A secret that the gateway tells this once. Whoever shows it forgets it with the dialog. */
export function SecretOnce({ label, secret, children }: SecretOnceProps) {
  return (
    <section aria-label={label} className={styles.box}>
      <p className={styles.warning}>Copy it now: it is not shown again.</p>
      <div className={styles.line}>
        <code className={styles.secret}>{secret}</code>
        <CopyButton text={secret} label="Copy" />
      </div>
      {children}
    </section>
  )
}
