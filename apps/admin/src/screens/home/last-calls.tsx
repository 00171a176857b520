import { Link } from '@tanstack/react-router'
import { StateLabel } from '../../components/state-label.tsx'
import { TimeOf } from '../../components/time-of.tsx'
import { duration } from '../../format/duration.ts'
import { money } from '../../format/money.ts'
import { STATUSES } from '../logs/call-status.ts'
import type { CallRecord } from '../logs/logs-query.ts'
import styles from './lists.module.css'

/** The last calls, as they end. */
export const LastCalls = ({ calls }: { readonly calls: readonly CallRecord[] }) => (
  <section aria-labelledby="last-calls">
    <h2 id="last-calls" className={styles.heading}>
      {calls.length === 0 ? 'Calls' : 'Last calls'}
    </h2>
    {calls.length === 0 ? (
      <p className={styles.none}>The first call appears here by itself.</p>
    ) : (
      <ol aria-label="Last calls" className={styles.list}>
        {calls.map((call) => (
          <li key={call.id} className={styles.call}>
            <Link to="/logs" search={{ call: call.id }}>
              <TimeOf iso={call.time} />
            </Link>
            <StateLabel {...STATUSES[call.status]} />
            <span>{call.agentName ?? '–'}</span>
            <span className={styles.key}>{call.keyAlias ?? (call.keyId === 'master' ? 'Admin key' : '–')}</span>
            <span className={styles.figure}>{duration(call.totalMs)}</span>
            <span className={styles.figure}>{money(call.cost ?? 0)}</span>
          </li>
        ))}
      </ol>
    )}
    {calls.length > 0 && (
      <p className={styles.more}>
        <Link to="/logs">All calls</Link>
      </p>
    )}
  </section>
)
