import { Autocomplete } from '@base-ui/react/autocomplete'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Dialog } from '../components/dialog.tsx'
import { agentsQuery } from '../screens/agents/agents-query.ts'
import { reachedAgentsQuery } from '../screens/playground/reached-agents-query.ts'
import { useMay } from '../session/use-session.ts'
import styles from './command-palette.module.css'
import { NAVIGATION } from './navigation-entries.ts'

interface Found {
  readonly value: string
  readonly label: string
  readonly kind: string
  readonly go: () => void
}

const MOST_SHOWN = 50

/** Finds a screen or an agent by a part of its name, and goes there. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const navigate = useNavigate()
  const may = useMay()
  const { data: agents = [] } = useQuery(agentsQuery)
  const { data: reached = [] } = useQuery(reachedAgentsQuery)
  const screens = NAVIGATION.filter(({ needs }) => needs === undefined || may(needs)).map(
    ({ to, label }): Found => ({ value: `screen:${to}`, label, kind: 'Screen', go: () => navigate({ to }) }),
  )
  const found: readonly Found[] = [
    ...screens,
    ...agents.map(
      ({ agent_id: id, agent_name: name }): Found => ({
        value: `agent:${id}`,
        label: name,
        kind: 'Agent',
        go: () => navigate({ to: '/agents/$agent', params: { agent: name } }),
      }),
    ),
    ...reached.map(
      ({ agent_id: id, agent_name: name }): Found => ({
        value: `talk:${id}`,
        label: `Talk to ${name}`,
        kind: 'Playground',
        go: () => navigate({ to: '/playground', search: { agent: name } }),
      }),
    ),
  ]
  const choose = (item: Found) => {
    onClose()
    item.go()
  }

  return (
    <Dialog title="Go to" open onClose={onClose}>
      <Autocomplete.Root open inline items={found} limit={MOST_SHOWN} autoHighlight="always" keepHighlight>
        <Autocomplete.Input className={styles.input} aria-label="Screen or agent" placeholder="Screen or agent" />
        <Autocomplete.Empty>
          <p className={styles.none}>Nothing has this name.</p>
        </Autocomplete.Empty>
        <Autocomplete.List className={styles.list}>
          {(item: Found) => (
            <Autocomplete.Item key={item.value} value={item} className={styles.item} onClick={() => choose(item)}>
              <span className={styles.label}>{item.label}</span>
              <span className={styles.kind}>{item.kind}</span>
            </Autocomplete.Item>
          )}
        </Autocomplete.List>
      </Autocomplete.Root>
    </Dialog>
  )
}
