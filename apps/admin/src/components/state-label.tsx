import styles from './state-label.module.css'

/** How something stands. Colour says it again, never alone. */
export type State = 'healthy' | 'degraded' | 'down' | 'waiting' | 'unknown'

const SIGNS: Readonly<Record<State, string>> = { healthy: '●', degraded: '◐', down: '○', waiting: '◌', unknown: '·' }

/** A state in a word or a few. */
export function StateLabel({ state, label }: { readonly state: State; readonly label: string }) {
  return (
    <span className={styles.state} data-state={state}>
      <span aria-hidden="true">{SIGNS[state]}</span> {label}
    </span>
  )
}
