import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Failure } from '../../components/failure.tsx'
import { JsonView } from '../../components/json-view.tsx'
import { StateLabel } from '../../components/state-label.tsx'
import { useMay } from '../../session/use-session.ts'
import styles from './call-drawer.module.css'
import { CallEvents } from './call-events.tsx'
import { callFacts } from './call-facts.ts'
import { outcomeOf, STATUSES } from './call-status.ts'
import { CallTimes } from './call-times.tsx'
import { type CallRecord, callQuery } from './logs-query.ts'
import { ReplayDialog } from './replay-dialog.tsx'

/** One call: how it ended in words, then its figures, then what was said. */
export function CallDrawer({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { data: call, error, refetch } = useQuery(callQuery(id))
  const title = call?.agentName === undefined ? 'Call' : `Call of ${call.agentName}`
  return (
    <Dialog title={title} open onClose={onClose} place="side">
      {error !== null && <Failure error={error} retry={() => refetch()} />}
      {call !== undefined && <CallContent call={call} />}
    </Dialog>
  )
}

function CallContent({ call }: { readonly call: CallRecord }) {
  const may = useMay()
  const [replaying, setReplaying] = useState(false)
  const session = call.sessionId ?? call.contextId ?? call.traceId
  return (
    <div className={styles.content}>
      <p className={styles.outcome}>
        <StateLabel {...STATUSES[call.status]} />
        <span>{outcomeOf(call)}</span>
      </p>
      <CallTimes call={call} />
      <p className={styles.links}>
        {session !== undefined && (
          <Link to="/logs/sessions/$session" params={{ session }}>
            All calls of this conversation
          </Link>
        )}
        {call.traceId !== undefined && call.traceId !== session && (
          <Link to="/logs/sessions/$session" params={{ session: call.traceId }}>
            All calls of this trace
          </Link>
        )}
        {may('replay calls') && isReplayable(call) && (
          <Button onClick={() => setReplaying(true)}>Send once more…</Button>
        )}
      </p>
      <dl className={styles.facts}>
        {callFacts(call).map(({ name, value }) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Content title="Request" value={call.request} />
      <Content title="Response" value={call.response} />
      {may('see every record') && call.events > 0 && <CallEvents id={call.id} />}
      {call.attempts !== undefined && call.attempts.length > 1 && <JsonView title="Attempts" value={call.attempts} />}
      {call.headers !== undefined && <JsonView title="Headers" value={call.headers} />}
      {replaying && <ReplayDialog call={call} onClose={() => setReplaying(false)} />}
    </div>
  )
}

/** Only a message can be sent once more. */
const isReplayable = ({ operation }: CallRecord) => operation === 'sendMessage' || operation === 'streamMessage'

const Content = ({ title, value }: { readonly title: string; readonly value: unknown }) =>
  value === undefined ? <p className={styles.none}>{title}: not kept.</p> : <JsonView title={title} value={value} />
