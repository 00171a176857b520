import { Combobox } from '@base-ui/react/combobox'
import styles from './agent-chooser.module.css'

export interface AgentChooserProps {
  readonly names: readonly string[]
  readonly chosen: string | undefined
  readonly onChoose: (name: string) => void
}

const MOST_SHOWN = 50

/** One agent of any number, found by a part of its name. */
export const AgentChooser = ({ names, chosen, onChoose }: AgentChooserProps) => (
  <Combobox.Root
    items={names}
    limit={MOST_SHOWN}
    value={chosen ?? null}
    onValueChange={(name) => name !== null && onChoose(name)}
    autoHighlight
  >
    <Combobox.InputGroup className={styles.group}>
      <Combobox.Input className={styles.input} aria-label="Agent" placeholder="Agent" />
      <Combobox.Trigger className={styles.trigger} aria-label="Show the agents">
        <span aria-hidden="true">▾</span>
      </Combobox.Trigger>
    </Combobox.InputGroup>
    <Combobox.Portal>
      <Combobox.Positioner sideOffset={4} className={styles.positioner}>
        <Combobox.Popup className={styles.popup} aria-label="Agents">
          <Combobox.Empty>
            <p className={styles.none}>No agent has this name.</p>
          </Combobox.Empty>
          <Combobox.List className={styles.list}>
            {(name: string) => (
              <Combobox.Item key={name} value={name} className={styles.item}>
                {name}
              </Combobox.Item>
            )}
          </Combobox.List>
        </Combobox.Popup>
      </Combobox.Positioner>
    </Combobox.Portal>
  </Combobox.Root>
)
