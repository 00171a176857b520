import { useQuery } from '@tanstack/react-query'
import { Failure } from '../../../components/failure.tsx'
import { Figure } from '../../../components/figure.tsx'
import { MetricRow } from '../../../components/metric-row.tsx'
import { count, counted } from '../../../format/count.ts'
import { duration } from '../../../format/duration.ts'
import { money } from '../../../format/money.ts'
import { agentDayQuery } from './agent-day-query.ts'
import type { TaggedAgent } from './agent-query.ts'
import styles from './agent-screen.module.css'
import { UpstreamTable } from './upstream-table.tsx'
import { upstreamsQuery } from './upstreams-query.ts'

/** The figures of the last 24 hours, and how the places stand where the agent runs. */
export function OverviewTab({ tagged }: { readonly tagged: TaggedAgent }) {
  const { agent_id: id } = tagged.agent
  const { data: usage, error: usageError } = useQuery(agentDayQuery(id))
  const { data: upstreams, error, refetch } = useQuery(upstreamsQuery(id))
  const [now, before] = [usage?.totals, usage?.previous?.totals]
  const p95 = now?.latency?.total?.p95
  const note = (text: string | undefined) => (usage === undefined ? undefined : `${text ?? '–'} the 24 hours before`)
  return (
    <>
      <section aria-label="The last 24 hours" className={styles.section}>
        <MetricRow>
          <Figure label="Calls, 24 hours" value={now && count(now.calls)} note={note(before && count(before.calls))} />
          <Figure
            label="Errors"
            value={now && count(now.errors)}
            note={note(before && count(before.errors))}
            {...(now !== undefined && now.errors > 0 ? { state: 'down' as const } : {})}
          />
          <Figure
            label="95 % within"
            value={now && (p95 === undefined ? '–' : duration(p95))}
            note={note(before?.latency?.total && duration(before.latency.total.p95))}
          />
          <Figure label="Cost" value={now && money(now.cost)} note={note(before && money(before.cost))} />
        </MetricRow>
        {usageError !== null && usage === undefined && <Failure error={usageError} />}
      </section>
      <section aria-labelledby="upstreams" className={styles.section}>
        <div className={styles.line}>
          <h2 id="upstreams" className={styles.heading}>
            Upstreams
          </h2>
          {upstreams?.panic === true && <span>So many are down that all are tried.</span>}
          {(upstreams?.waiting ?? 0) > 0 && <span>{counted(upstreams?.waiting ?? 0, 'call')} waiting for room.</span>}
        </div>
        {error !== null && upstreams === undefined && <Failure error={error} retry={() => refetch()} />}
        {upstreams !== undefined && <UpstreamTable tagged={tagged} upstreams={upstreams.upstreams} />}
      </section>
    </>
  )
}
