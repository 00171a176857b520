import { StateLabel } from '../../../components/state-label.tsx'
import { count, counted } from '../../../format/count.ts'
import { HEALTH, HEALTH_STATES } from '../agent-facts.ts'
import type { AgentSummary } from './agent-summary-query.ts'
import styles from './agents-summary.module.css'

/** Whether all is well, in a line: how many agents there are, and how many do not stand well. */
export function AgentsSummary({ summary: { total, health } }: { readonly summary: AgentSummary }) {
  const told = HEALTH_STATES.filter((state) => state !== 'healthy' && (health[state] ?? 0) > 0)
  if (total === 0) return null
  return (
    <span className={styles.summary}>
      <span>{counted(total, 'agent')}</span>
      {told.length === 0 && <StateLabel state="healthy" label="all healthy" />}
      {told.map((state) => (
        <StateLabel
          key={state}
          state={HEALTH[state].state}
          label={`${count(health[state] ?? 0)} ${HEALTH[state].label.toLowerCase()}`}
        />
      ))}
    </span>
  )
}
