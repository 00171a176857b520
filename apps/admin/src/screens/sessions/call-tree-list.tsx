import { Link } from '@tanstack/react-router'
import { StateLabel } from '../../components/state-label.tsx'
import { duration } from '../../format/duration.ts'
import { money } from '../../format/money.ts'
import { STATUSES } from '../logs/call-status.ts'
import { costsBelow } from './cost-below.ts'
import type { CallTree, TreeCall } from './session-query.ts'
import styles from './session-screen.module.css'

const INDENT_PX = 20

/** Calls below the call that caused them, each with its place on one axis of time. */
export function CallTreeList({ tree: { calls, totals } }: { readonly tree: CallTree }) {
  const costs = costsBelow(calls)
  const whole = Math.max(totals.durationMs, 1)
  return (
    <ol aria-label="Calls" className={styles.tree}>
      {calls.map((call, index) => (
        <li key={call.log?.id ?? index} className={styles.call}>
          <Named call={call} />
          <Bar call={call} whole={whole} />
          <span className={styles.figure}>{call.log === undefined ? '–' : duration(call.log.totalMs)}</span>
          <span className={styles.figure} title="With all that it caused">
            {money(costs[index] ?? 0)}
          </span>
        </li>
      ))}
    </ol>
  )
}

function Named({ call: { depth, log } }: { readonly call: TreeCall }) {
  return (
    <span className={styles.name} style={{ paddingInlineStart: depth * INDENT_PX }}>
      {depth > 0 && <span className="visually-hidden">{`Level ${depth + 1}: `}</span>}
      {log === undefined ? (
        'A call that you may not see'
      ) : (
        <>
          <Link to="/logs" search={{ call: log.id }}>
            {log.agentName ?? log.operation ?? 'Call'}
          </Link>{' '}
          <StateLabel {...STATUSES[log.status]} />
          {log.errorMessage !== undefined && <span className={styles.note}> {log.errorMessage}</span>}
        </>
      )}
    </span>
  )
}

function Bar({ call: { startMs = 0, log }, whole }: { readonly call: TreeCall; readonly whole: number }) {
  const percent = (milliseconds: number) => `${Math.min(100, (milliseconds / whole) * 100)}%`
  return (
    <span className={styles.axis} aria-hidden="true">
      {log !== undefined && (
        <span
          className={styles.bar}
          data-status={log.status}
          style={{ marginInlineStart: percent(startMs), width: percent(log.totalMs) }}
        />
      )}
    </span>
  )
}
