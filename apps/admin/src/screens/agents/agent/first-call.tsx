import { Link } from '@tanstack/react-router'
import { Button } from '../../../components/button.tsx'
import { CallExamples } from '../../../components/call-examples/call-examples.tsx'
import { Notice } from '../../../components/notice.tsx'
import type { Agent } from '../agents-query.ts'
import { agentRoute } from './agent-route.ts'
import styles from './agent-screen.module.css'
import { servedAddress } from './served-address.ts'

export interface FirstCallProps {
  readonly agent: Agent
  /** Whom it should have been granted to, and was not. */
  readonly notGranted: string | undefined
}

/** What comes after adding an agent: calling it. */
export function FirstCall({ agent, notGranted }: FirstCallProps) {
  const navigate = agentRoute.useNavigate()
  return (
    <section aria-label="Call it" className={`${styles.section} ${styles.added}`}>
      <div className={styles.line}>
        <h2 className={styles.heading}>{agent.agent_name} is added. Call it:</h2>
        <Link to="/playground" search={{ agent: agent.agent_name }}>
          Try it in the playground
        </Link>
        <Button look="bare" onClick={() => navigate({ search: ({ added: _seen, ...rest }) => rest, replace: true })}>
          Done
        </Button>
      </div>
      {notGranted !== undefined && (
        <Notice tone="down">It could not be granted to {notGranted}. Grant it there.</Notice>
      )}
      <CallExamples url={servedAddress(agent)} />
    </section>
  )
}
