import { useQuery } from '@tanstack/react-query'
import { Dialog } from '../../components/dialog.tsx'
import { Failure } from '../../components/failure.tsx'
import { JsonView } from '../../components/json-view.tsx'
import { StateLabel } from '../../components/state-label.tsx'
import styles from './call-drawer.module.css'
import { callFacts } from './call-facts.ts'
import { outcomeOf, STATUSES } from './call-status.ts'
import { type CallRecord, callQuery } from './logs-query.ts'

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

const CallContent = ({ call }: { readonly call: CallRecord }) => (
  <div className={styles.content}>
    <p className={styles.outcome}>
      <StateLabel {...STATUSES[call.status]} />
      <span>{outcomeOf(call)}</span>
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
    {call.attempts !== undefined && call.attempts.length > 1 && <JsonView title="Attempts" value={call.attempts} />}
    {call.headers !== undefined && <JsonView title="Headers" value={call.headers} />}
  </div>
)

const Content = ({ title, value }: { readonly title: string; readonly value: unknown }) =>
  value === undefined ? <p className={styles.none}>{title}: not kept.</p> : <JsonView title={title} value={value} />
