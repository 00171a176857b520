import { useQuery } from '@tanstack/react-query'
import { Empty } from '../../components/empty.tsx'
import { Failure } from '../../components/failure.tsx'
import { Figure } from '../../components/figure.tsx'
import { MetricRow } from '../../components/metric-row.tsx'
import { Screen } from '../../components/screen.tsx'
import { ShortId } from '../../components/short-id.tsx'
import { TableSkeleton } from '../../components/table-skeleton.tsx'
import { count } from '../../format/count.ts'
import { duration } from '../../format/duration.ts'
import { money } from '../../format/money.ts'
import { CallTreeList } from './call-tree-list.tsx'
import { sessionTreeQuery } from './session-query.ts'
import { sessionRoute } from './session-route.ts'
import styles from './session-screen.module.css'

/** Which call caused which, when, and what did it all cost? */
export function SessionScreen() {
  const { session } = sessionRoute.useParams()
  const { data, error, refetch } = useQuery(sessionTreeQuery(session))
  return (
    <Screen title="Conversation" summary={<ShortId id={session} />}>
      {data === undefined && error !== null && <Failure error={error} retry={() => refetch()} />}
      {data === undefined && error === null && <TableSkeleton label="Loading the calls" />}
      {data?.calls.length === 0 && <Empty title="No call belongs to this." />}
      {data !== undefined && data.calls.length > 0 && (
        <div className={styles.session}>
          <MetricRow>
            <Figure label="Calls" value={count(data.totals.calls)} />
            <Figure
              label="Errors"
              value={count(data.totals.errors)}
              {...(data.totals.errors > 0 ? { state: 'down' as const } : {})}
            />
            <Figure label="From the first to the last" value={duration(data.totals.durationMs)} />
            <Figure label="Cost" value={money(data.totals.cost)} />
          </MetricRow>
          <CallTreeList tree={data} />
          {data.notShown !== undefined && <p className={styles.note}>{data.notShown}</p>}
        </div>
      )}
    </Screen>
  )
}
