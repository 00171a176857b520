import { CopyButton } from '../../../components/copy-button.tsx'
import { StateLabel } from '../../../components/state-label.tsx'
import { standingOf } from '../agent-facts.ts'
import type { Agent } from '../agents-query.ts'
import styles from './agent-screen.module.css'
import { servedAddress } from './served-address.ts'

/** How it stands, and where it is reached. */
export function AgentHeadline({ agent }: { readonly agent: Agent }) {
  const { state, label } = standingOf(agent)
  const address = servedAddress(agent)
  return (
    <span className={styles.headline}>
      <StateLabel state={state} label={label} />
      <span className={styles.address}>
        <code>{address}</code>
        <CopyButton text={address} label="Copy" />
      </span>
    </span>
  )
}
