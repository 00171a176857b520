import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Button } from '../../components/button.tsx'
import { agentsQuery } from '../agents/agents-query.ts'
import styles from './first-steps.module.css'
import { keyCountQuery } from './home-queries.ts'
import { TryAgent } from './try-agent.tsx'

/** The agent that is there before anybody has registered one. */
const DEMO = 'hello'

export interface FirstStepsProps {
  /** Some agent has been called. */
  readonly called: boolean
  readonly onHide: () => void
}

/** What to do first; each step ticks itself off as it happens. Gone once all are done. */
export function FirstSteps({ called, onHide }: FirstStepsProps) {
  const { data: agents } = useQuery(agentsQuery)
  const { data: keys } = useQuery(keyCountQuery)
  if (agents === undefined || keys === undefined) return null
  const added = agents.some(({ agent_name: name }) => name !== DEMO)
  // The one that the first step makes is for whoever takes the steps.
  const shared = keys > 1
  if (called && added && shared) return null
  const first = agents.find(({ agent_name: name }) => name === DEMO) ?? agents[0]
  return (
    <section aria-labelledby="first-steps">
      <header className={styles.head}>
        <h2 id="first-steps" className={styles.heading}>
          First steps
        </h2>
        <Button look="bare" onClick={onHide}>
          Hide
        </Button>
      </header>
      <ol className={styles.steps}>
        <Step done={called} title={first === undefined ? 'Call an agent' : `Call the agent ${first.agent_name}`}>
          {first === undefined ? <p>Add one first.</p> : <TryAgent agent={first} />}
        </Step>
        <Step done={added} title="Add your agent">
          <p>
            Its address is enough:{' '}
            <Link to="/agents" search={{ add: true }}>
              Add agent
            </Link>
          </p>
        </Step>
        <Step done={shared} title="Make a key for a teammate">
          <p>
            A key says who calls, and which agents it may call.{' '}
            <Link to="/keys" search={{ add: true }}>
              Make a key
            </Link>
          </p>
        </Step>
      </ol>
    </section>
  )
}

interface StepProps {
  readonly done: boolean
  readonly title: string
  readonly children: ReactNode
}

const Step = ({ done, title, children }: StepProps) => (
  <li className={styles.step} data-done={done}>
    <span className={styles.mark} aria-hidden="true">
      {done ? '✓' : ''}
    </span>
    <h3 className={styles.title}>
      {title}
      {done && <span className="visually-hidden"> (done)</span>}
    </h3>
    {!done && <div className={styles.content}>{children}</div>}
  </li>
)
