import { Button } from '../../../components/button.tsx'
import { Failure } from '../../../components/failure.tsx'
import { JsonView } from '../../../components/json-view.tsx'
import { TimeOf } from '../../../components/time-of.tsx'
import { counted } from '../../../format/count.ts'
import { useMay } from '../../../session/use-session.ts'
import type { Agent } from '../agents-query.ts'
import styles from './agent-screen.module.css'
import { cardMembers, cardText } from './card-differences.ts'
import cardStyles from './card-tab.module.css'
import { useReadCard } from './use-agent-changes.ts'

/** What the agent says of itself: as callers get it, beside the card of its upstream. */
export function CardTab({ agent }: { readonly agent: Agent }) {
  const may = useMay()
  const read = useReadCard(agent.agent_id)
  const { stored_card: stored, card_state: state, repairs = [] } = agent
  const members = cardMembers(agent)
  const different = members.filter(({ differs }) => differs).length
  return (
    <>
      <section className={styles.section} aria-label="Card">
        <div className={styles.line}>
          {stored !== undefined && (
            <p>
              {different === 0 ? 'Served as its upstream has it.' : `${counted(different, 'member')} served otherwise.`}
            </p>
          )}
          {typeof state.fetched_at === 'string' && (
            <p className={styles.quiet}>
              Read <TimeOf iso={state.fetched_at} />
            </p>
          )}
          {may('manage agents') && (
            <Button busy={read.isPending} onClick={() => read.mutate(undefined)}>
              {read.isPending ? 'Reading it' : 'Read again'}
            </Button>
          )}
        </div>
        {typeof state.error === 'string' && <p className={cardStyles.error}>{state.error}</p>}
        {read.error !== null && <Failure error={read.error} />}
        <table className={cardStyles.table} aria-label="Members of the card">
          <thead>
            <tr>
              <th scope="col">Member</th>
              <th scope="col">Served</th>
              {stored !== undefined && <th scope="col">Upstream</th>}
            </tr>
          </thead>
          <tbody>
            {members.map(({ name, label, served, upstream, differs }) => (
              <tr key={name} data-differs={differs || undefined}>
                <th scope="row">
                  {label}
                  {differs && <span className={cardStyles.mark}> differs</span>}
                </th>
                <td data-of="Served">{cardText(served)}</td>
                {stored !== undefined && <td data-of="Upstream">{cardText(upstream)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {repairs.length > 0 && (
        <section className={styles.section} aria-labelledby="repairs">
          <h2 id="repairs" className={styles.heading}>
            What the gateway puts right of its answers
          </h2>
          <ul className={styles.rows}>
            {repairs.map(({ name, since, meaning }) => (
              <li key={name}>
                <span className={styles.quiet}>
                  since <TimeOf iso={since} />
                </span>
                <span>{meaning}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className={styles.section} aria-label="Cards as JSON">
        <div className={styles.columns}>
          <JsonView title="Served card" value={agent.agent_card_params} />
          {stored !== undefined && <JsonView title="Card of the upstream" value={stored} />}
        </div>
      </section>
    </>
  )
}
