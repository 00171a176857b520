import { useQuery } from '@tanstack/react-query'
import { type State, StateLabel } from '../../components/state-label.tsx'
import { TimeOf } from '../../components/time-of.tsx'
import { bytes } from '../../format/bytes.ts'
import { count, counted } from '../../format/count.ts'
import { Fact, Facts, Part } from './part.tsx'
import { type Sink, sinksQuery } from './settings-queries.ts'
import styles from './settings-screen.module.css'

const STATES: Readonly<Record<Sink['state'], { readonly state: State; readonly label: string }>> = {
  ready: { state: 'healthy', label: 'Takes records' },
  behind: { state: 'degraded', label: 'Behind: older records wait on disk' },
  away: { state: 'down', label: 'Takes nothing: records wait until it does' },
}

/** Where records of calls go, what waits on the way, and what was dropped. */
export function SinksPart() {
  const { data, error, refetch } = useQuery(sinksQuery)
  return (
    <Part title="Where records go" error={data === undefined ? error : null} retry={() => refetch()}>
      {data !== undefined && (
        <Facts>
          {data.map((sink) => (
            <Fact key={sink.name} name={sink.name}>
              <StateLabel {...STATES[sink.state]} />
              <p className={styles.note}>{waitingOf(sink)}</p>
              {sink.dropped + sink.content_dropped > 0 && <p className={styles.problem}>{droppedOf(sink)}</p>}
              {sink.last_error !== null && (
                <p className={styles.problem}>
                  <TimeOf iso={sink.last_error.time} />: {sink.last_error.message}
                </p>
              )}
            </Fact>
          ))}
        </Facts>
      )}
    </Part>
  )
}

function waitingOf({ waiting, spilled, spilled_bytes }: Sink): string {
  if (waiting + spilled === 0) return 'Nothing waits.'
  const onDisk = spilled === 0 ? '' : `, ${count(spilled)} on disk (${bytes(spilled_bytes)})`
  return `${counted(waiting, 'record waits', 'records wait')} in memory${onDisk}.`
}

const droppedOf = ({ dropped, content_dropped }: Sink) =>
  `Since the start ${counted(dropped, 'record was', 'records were')} dropped, ${count(content_dropped)} went without content: more came than may wait on disk (records.spillBytes).`
