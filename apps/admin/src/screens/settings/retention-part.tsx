import { useQuery } from '@tanstack/react-query'
import { TimeOf } from '../../components/time-of.tsx'
import { bytes } from '../../format/bytes.ts'
import { count } from '../../format/count.ts'
import { keptFor } from './kept-for.ts'
import { Fact, Facts, Part } from './part.tsx'
import { retentionQuery } from './settings-queries.ts'
import styles from './settings-screen.module.css'

/** How long what calls leave behind is kept, and how large it is. */
export function RetentionPart() {
  const { data, error, refetch } = useQuery(retentionQuery)
  return (
    <Part title="What is kept" error={data === undefined ? error : null} retry={() => refetch()}>
      {data !== undefined && (
        <Facts>
          <Fact name="Records of calls">
            <Kept {...data.records} />
          </Fact>
          <Fact name="Requests and answers">
            <Kept {...data.content} />
          </Fact>
          <Fact name="Events of tasks">
            <Kept {...data.events} oldest={null} />
          </Fact>
          <Fact name="Database">
            {data.used_bytes === null ? 'does not tell its size' : bytes(data.used_bytes)}
            {data.max_bytes !== null && ` of ${bytes(data.max_bytes)}, then the oldest content goes first`}
          </Fact>
          <Fact name="Looked through">
            {data.looked_at === null ? 'not yet' : <TimeOf iso={data.looked_at} />}
            {data.last_error !== null && <p className={styles.problem}>{data.last_error}</p>}
          </Fact>
        </Facts>
      )}
    </Part>
  )
}

interface KeptProps {
  readonly kept_ms: number | null
  readonly oldest: string | null
  readonly deleted: number
}

const Kept = ({ kept_ms, oldest, deleted }: KeptProps) => (
  <>
    {keptFor(kept_ms)}
    <p className={styles.note}>
      {oldest !== null && (
        <>
          The oldest is of <TimeOf iso={oldest} />.{' '}
        </>
      )}
      {count(deleted)} deleted since the start.
    </p>
  </>
)
