import { Tabs as BaseTabs } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import styles from './tabs.module.css'

export interface Tab<Id extends string> {
  readonly id: Id
  readonly label: string
  /** Called for the tab that is shown alone. */
  readonly content: () => ReactNode
}

export interface TabsProps<Id extends string> {
  /** What they are parts of, for readers of screens. */
  readonly label: string
  readonly tabs: readonly Tab<Id>[]
  /** The tab that is shown: a screen keeps it in its address. */
  readonly chosen: Id
  readonly onChoose: (id: Id) => void
}

/** Parts of a screen of which one is shown. */
export function Tabs<Id extends string>({ label, tabs, chosen, onChoose }: TabsProps<Id>) {
  const choose = (value: unknown) => {
    const tab = tabs.find(({ id }) => id === value)
    if (tab !== undefined) onChoose(tab.id)
  }
  return (
    <BaseTabs.Root value={chosen} onValueChange={choose}>
      <BaseTabs.List aria-label={label} className={styles.list}>
        {tabs.map(({ id, label: text }) => (
          <BaseTabs.Tab key={id} value={id} className={styles.tab}>
            {text}
          </BaseTabs.Tab>
        ))}
      </BaseTabs.List>
      {tabs.map(({ id, content }) => (
        <BaseTabs.Panel key={id} value={id} className={styles.panel}>
          {id === chosen && content()}
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  )
}
