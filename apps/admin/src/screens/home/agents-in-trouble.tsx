import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { StateLabel } from '../../components/state-label.tsx'
import { counted } from '../../format/count.ts'
import { troubleQuery } from './home-queries.ts'
import styles from './lists.module.css'

/** Agents that cannot be called, or not everywhere, and why. */
export function AgentsInTrouble() {
  const { data } = useQuery(troubleQuery)
  if (data === undefined) return null
  if (data.count === 0) {
    return (
      <p>
        <StateLabel state="healthy" label={`${counted(data.total, 'agent')}, none in trouble`} />
      </p>
    )
  }
  return (
    <section aria-labelledby="trouble">
      <h2 id="trouble" className={styles.heading}>
        {counted(data.count, 'agent')} of {data.total} in trouble
      </h2>
      <ul className={styles.list}>
        {data.named.map(({ agent_id: id, agent_name: name, health }) => (
          <li key={id} className={styles.entry}>
            <Link to="/agents/$agent" params={{ agent: name }}>
              {name}
            </Link>
            <StateLabel
              state={health?.state === 'down' ? 'down' : 'degraded'}
              label={health?.state === 'down' ? 'Down' : 'Degraded'}
            />
            <span className={styles.why}>{health?.reason}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
