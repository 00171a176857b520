import { useQuery } from '@tanstack/react-query'
import { Failure } from '../../../components/failure.tsx'
import { TableSkeleton } from '../../../components/table-skeleton.tsx'
import { count, counted } from '../../../format/count.ts'
import type { Agent } from '../agents-query.ts'
import styles from './agent-screen.module.css'
import { type AgentCallers, callersQuery } from './callers-query.ts'

/** Who may call the agent, and through what. */
export function AccessTab({ agent }: { readonly agent: Agent }) {
  const { data: callers, error, refetch } = useQuery(callersQuery(agent.agent_id))
  if (callers === undefined) {
    return error === null ? (
      <TableSkeleton label="Looking who may call it" />
    ) : (
      <Failure error={error} retry={() => refetch()} />
    )
  }
  const { keys, teams, users, complete } = callers
  return (
    <>
      <p>
        {complete ? '' : 'At least '}
        {counted(keys.total, 'key')} can call it, and the admin key.
        {agent.litellm_params.is_public && ' Its card is in the public hub, for anybody to see.'}
      </p>
      <Callers title="Keys" callers={keys} none="No key reaches it. Grant it to a key, its team and its user." />
      <Callers title="Teams" callers={teams} none="No team is granted it." />
      <Callers title="Users" callers={users} none="No user is granted it." />
    </>
  )
}

interface CallersProps {
  readonly title: string
  readonly callers: AgentCallers['keys']
  readonly none: string
}

const Callers = ({ title, callers: { total, first }, none }: CallersProps) => (
  <section className={styles.section} aria-labelledby={`callers-${title}`}>
    <h2 id={`callers-${title}`} className={styles.heading}>
      {title} <span className={styles.quiet}>{count(total)}</span>
    </h2>
    {total === 0 && <p className={styles.quiet}>{none}</p>}
    {total > 0 && (
      <ul className={styles.rows}>
        {first.map(({ id, name, team_id: team, user_id: user, reason }) => (
          <li key={id}>
            <span title={id}>{name ?? id}</span>
            <span className={styles.quiet}>
              {reason}
              {team !== undefined && ` Team ${team}.`}
              {user !== undefined && ` User ${user}.`}
            </span>
          </li>
        ))}
      </ul>
    )}
    {total > first.length && <p className={styles.quiet}>And {count(total - first.length)} more.</p>}
  </section>
)
