import { Screen } from '../../components/screen.tsx'
import { useMay } from '../../session/use-session.ts'
import { AlertsPart } from './alerts-part.tsx'
import { GatewayPart } from './gateway-part.tsx'
import { RetentionPart } from './retention-part.tsx'
import styles from './settings-screen.module.css'
import { SinksPart } from './sinks-part.tsx'

/** How does the gateway itself stand, and where does what it learns go? What is set is set in its file and environment. */
export function SettingsScreen() {
  const may = useMay()
  return (
    <Screen title="Settings">
      <div className={styles.parts}>
        {may('see the gateway') && <GatewayPart />}
        {may('see sinks') && <SinksPart />}
        {may('see retention') && <RetentionPart />}
        {may('see alerts') && <AlertsPart />}
        <p className={styles.how}>
          Settings stand in <code>gateway.yaml</code> and in the environment of the gateway, and are shown here as they
          are. What each means: <a href="/docs">the API</a>, and the guide that comes with the gateway.
        </p>
      </div>
    </Screen>
  )
}
