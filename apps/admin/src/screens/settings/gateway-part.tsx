import { useQuery } from '@tanstack/react-query'
import { StateLabel } from '../../components/state-label.tsx'
import { TimeOf } from '../../components/time-of.tsx'
import { count } from '../../format/count.ts'
import { Fact, Facts, Part } from './part.tsx'
import { gatewayQuery } from './settings-queries.ts'

const KINDS: Readonly<Record<string, string>> = { sqlite: 'SQLite', postgres: 'PostgreSQL', redis: 'Redis' }

const Backing = ({ kind, answers }: { readonly kind: string; readonly answers: boolean }) => (
  <>
    {KINDS[kind] ?? kind}{' '}
    <StateLabel state={answers ? 'healthy' : 'down'} label={answers ? 'Answers' : 'Does not answer'} />
  </>
)

/** Which gateway this is, and how what it rests on is. */
export function GatewayPart() {
  const { data, error, refetch } = useQuery(gatewayQuery)
  return (
    <Part title="Gateway" error={data === undefined ? error : null} retry={() => refetch()}>
      {data !== undefined && (
        <Facts>
          <Fact name="Version">{data.version}</Fact>
          <Fact name="Runs since">
            <TimeOf iso={data.started_at} />
          </Fact>
          <Fact name="Calls under way">{count(data.active_calls)}</Fact>
          <Fact name="Database">
            <Backing {...data.database} />
          </Fact>
          <Fact name="Limits are counted">
            {data.redis === null ? 'by each gateway for itself' : <Backing {...data.redis} />}
          </Fact>
          <Fact name="Addresses in cards">
            {data.public_url ?? 'begin as that of the request (PUBLIC_URL is not set)'}
          </Fact>
          <Fact name="Configuration">{data.configuration ?? 'no file: everything is over the API'}</Fact>
        </Facts>
      )}
    </Part>
  )
}
