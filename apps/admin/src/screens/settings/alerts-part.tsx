import { answerOf } from '@gateway/client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { Button } from '../../components/button.tsx'
import { Failure } from '../../components/failure.tsx'
import { type State, StateLabel } from '../../components/state-label.tsx'
import { TimeOf } from '../../components/time-of.tsx'
import { duration } from '../../format/duration.ts'
import { useMay } from '../../session/use-session.ts'
import { Fact, Facts, Part } from './part.tsx'
import { type Alerts, alertsQuery } from './settings-queries.ts'
import styles from './settings-screen.module.css'

type Delivery = Alerts['alerts'][number]['deliveries'][number]

const OUTCOMES: Readonly<Record<Delivery['outcome'], { readonly state: State; readonly label: string }>> = {
  delivered: { state: 'healthy', label: 'delivered' },
  failed: { state: 'degraded', label: 'failed, and is tried again' },
  'given up': { state: 'down', label: 'given up' },
}

/** Who is told when a budget is used up, whether it reaches them, and what they were told last. */
export function AlertsPart() {
  const may = useMay()
  const { data, error, refetch } = useQuery(alertsQuery)
  const tried = useMutation({ mutationFn: () => answerOf(api.POST('/v1/alerts/test')) })
  const canTry = may('manage alerts') && data !== undefined && data.webhooks.length > 0
  return (
    <Part
      title="Alerts"
      error={data === undefined ? error : null}
      retry={() => refetch()}
      actions={
        canTry && (
          <Button busy={tried.isPending} onClick={() => tried.mutate()}>
            Send a test alert
          </Button>
        )
      }
    >
      {tried.error !== null && <Failure error={tried.error} />}
      <div aria-live="polite">
        {tried.data?.results.map(({ webhook, ok, ms, reason }) => (
          <p key={webhook}>
            {webhook}:{' '}
            <StateLabel
              state={ok ? 'healthy' : 'down'}
              label={ok ? `took it in ${duration(ms)}` : `did not take it. ${reason ?? ''}`}
            />
          </p>
        ))}
      </div>
      {data?.webhooks.length === 0 && (
        <p className={styles.note}>
          Nobody is told when a budget is used up. List webhooks in <code>gateway.yaml</code>, under{' '}
          <code>alerts.webhooks</code>.
        </p>
      )}
      {data !== undefined && data.webhooks.length > 0 && (
        <Facts>
          <Fact name="Told">{data.webhooks.join(', ')}</Fact>
          {data.alerts.map(({ id, time, data: said, deliveries }) => (
            <Fact key={id} name={said.event_group}>
              {said.event_message} <TimeOf iso={time} />
              {deliveries.map(({ webhook, outcome, reason }) => (
                <p key={webhook} className={styles.note}>
                  {webhook}: <StateLabel {...OUTCOMES[outcome]} /> {reason}
                </p>
              ))}
            </Fact>
          ))}
        </Facts>
      )}
    </Part>
  )
}
