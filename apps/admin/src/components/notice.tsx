import type { ReactNode } from 'react'
import styles from './notice.module.css'

/** A sentence or two that stand out: `down` for what failed, `waiting` for what waits for somebody. */
export function Notice({ tone, children }: { readonly tone: 'down' | 'waiting'; readonly children: ReactNode }) {
  return (
    <div role={tone === 'down' ? 'alert' : 'status'} className={styles.notice} data-tone={tone}>
      {children}
    </div>
  )
}
