import { type ReactNode, useEffect, useRef } from 'react'
import styles from './screen.module.css'
import { useDocumentTitle } from './use-document-title.ts'

export interface ScreenProps {
  readonly title: string
  /** The answer that the screen gives, in a line beside its title. */
  readonly summary?: ReactNode
  /** Filters and what can be done here, at the end of the line. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** The frame of every screen: its title, which gets the focus when it opens, what can be done, and its content. */
export function Screen({ title, summary, actions, children }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useDocumentTitle(title)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <>
      <header className={styles.head}>
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          {title}
        </h1>
        {summary !== undefined && <p className={styles.summary}>{summary}</p>}
        <div className={styles.actions}>{actions}</div>
      </header>
      {children}
    </>
  )
}
