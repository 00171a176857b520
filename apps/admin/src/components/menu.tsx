import { Menu as BaseMenu } from '@base-ui/react/menu'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import styles from './menu.module.css'

/** Something that can be done. `danger`: something ends or is lost by it. */
export interface MenuAction {
  readonly label: string
  readonly onChoose: () => void
  readonly danger?: boolean
}

export interface MenuProps {
  /** What the actions are of, for readers of screens: `Actions for invoices`. */
  readonly label: string
  /** In groups, with a line between them. What one may not do is left out, and a group without actions, too. */
  readonly groups: readonly (readonly MenuAction[])[]
  /** On the button. Default `⋯`. */
  readonly children?: ReactNode
  /** `plain` has a frame, `bare` belongs in rows. Default `plain`. */
  readonly look?: 'plain' | 'bare'
}

/** What can be done with something, behind one button; nothing where nothing can be done. */
export function Menu({ label, groups, children = '⋯', look = 'plain' }: MenuProps) {
  const filled = groups.filter((actions) => actions.length > 0)
  if (filled.length === 0) return null
  return (
    <BaseMenu.Root>
      <BaseMenu.Trigger render={<Button look={look} aria-label={label} />}>{children}</BaseMenu.Trigger>
      <BaseMenu.Portal>
        <BaseMenu.Positioner align="end" sideOffset={4} className={styles.positioner}>
          <BaseMenu.Popup className={styles.popup}>
            {filled.map((actions, index) => (
              <BaseMenu.Group key={actions.map((action) => action.label).join()}>
                {index > 0 && <BaseMenu.Separator className={styles.separator} />}
                {actions.map(({ label: text, onChoose, danger = false }) => (
                  <BaseMenu.Item
                    key={text}
                    className={styles.item}
                    data-danger={danger || undefined}
                    onClick={onChoose}
                  >
                    {text}
                  </BaseMenu.Item>
                ))}
              </BaseMenu.Group>
            ))}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  )
}
