import { type ReactNode, useId } from 'react'
import { Failure } from '../../components/failure.tsx'
import styles from './settings-screen.module.css'

export interface PartProps {
  readonly title: string
  readonly actions?: ReactNode
  /** Why its facts could not be read, where there are none. */
  readonly error?: unknown
  readonly retry?: () => void
  readonly children: ReactNode
}

/** A part of the settings, with its facts. */
export function Part({ title, actions, error = null, retry, children }: PartProps) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <header className={styles.head}>
        <h2 id={id} className={styles.heading}>
          {title}
        </h2>
        {actions}
      </header>
      {error === null ? children : <Failure error={error} retry={retry} />}
    </section>
  )
}

/** What stands under a name. */
export const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className={styles.fact}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

export const Facts = ({ children }: { readonly children: ReactNode }) => <dl className={styles.facts}>{children}</dl>
