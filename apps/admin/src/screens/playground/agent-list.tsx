import { Link } from '@tanstack/react-router'
import styles from './agent-list.module.css'

const MOST_SHOWN = 50

/** Agents to begin with; where there are more than these, they are found by a part of their name. */
export const AgentList = ({ names }: { readonly names: readonly string[] }) => (
  <section className={styles.agents}>
    <h2 className={styles.title}>Choose an agent to talk to</h2>
    <ul className={styles.list}>
      {names.slice(0, MOST_SHOWN).map((name) => (
        <li key={name}>
          <Link to="/playground" search={(before) => ({ ...before, agent: name })} className={styles.agent}>
            {name}
          </Link>
        </li>
      ))}
    </ul>
    {names.length > MOST_SHOWN && <p>The others are found by a part of their name, above.</p>}
  </section>
)
