import { Menu } from '@base-ui/react/menu'
import { useState } from 'react'
import { Button } from '../components/button.tsx'
import { useSignOut } from '../session/sign-in.ts'
import { useSession } from '../session/use-session.ts'
import styles from './account-menu.module.css'
import { chooseTheme, storedTheme, type Theme } from './theme.ts'

const THEMES: readonly { readonly theme: Theme; readonly label: string }[] = [
  { theme: 'system', label: 'As the system' },
  { theme: 'light', label: 'Light' },
  { theme: 'dark', label: 'Dark' },
]

const isTheme = (value: unknown): value is Theme => THEMES.some(({ theme }) => theme === value)

/** Who is signed in, the theme, and signing out. */
export function AccountMenu() {
  const { user_id, key_alias, role } = useSession()
  const signOut = useSignOut()
  const [theme, setTheme] = useState(storedTheme)
  const choose = (value: unknown) => {
    if (!isTheme(value)) return
    chooseTheme(value)
    setTheme(value)
  }
  const name = user_id ?? key_alias ?? role

  return (
    <Menu.Root>
      <Menu.Trigger render={<Button look="bare" />}>
        <span className={styles.name}>{name}</span> <span aria-hidden="true">▾</span>
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="end" sideOffset={4}>
          <Menu.Popup className={styles.popup}>
            <Menu.Group>
              <Menu.GroupLabel className={styles.label}>Theme</Menu.GroupLabel>
              <Menu.RadioGroup value={theme} onValueChange={choose}>
                {THEMES.map((each) => (
                  <Menu.RadioItem key={each.theme} value={each.theme} className={styles.item}>
                    <span className={styles.mark} aria-hidden="true">
                      <Menu.RadioItemIndicator>✓</Menu.RadioItemIndicator>
                    </span>
                    {each.label}
                  </Menu.RadioItem>
                ))}
              </Menu.RadioGroup>
            </Menu.Group>
            <Menu.Separator className={styles.separator} />
            <Menu.Item className={styles.item} onClick={() => signOut.mutate()}>
              <span className={styles.mark} />
              Sign out
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
