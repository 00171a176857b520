import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { Button } from '../components/button.tsx'
import { AccountMenu } from './account-menu.tsx'
import { ConnectionNotice } from './connection-notice.tsx'
import { Navigation } from './navigation.tsx'
import styles from './shell.module.css'
import { usePaletteKey } from './use-palette-key.ts'

const CommandPalette = lazy(async () => ({ default: (await import('./command-palette.tsx')).CommandPalette }))

/** What is around every screen. */
export function Shell() {
  const [finding, setFinding] = useState(false)
  usePaletteKey(() => setFinding(true))
  return (
    <div className={styles.shell}>
      <a href="#content" className={styles.skip}>
        Skip to content
      </a>
      <header className={styles.side}>
        <span className={styles.brand}>
          <span aria-hidden="true">◆</span> Gateway
        </span>
        <Navigation />
        <div className={styles.tools}>
          <Button look="bare" aria-keyshortcuts="Control+K Meta+K" onClick={() => setFinding(true)}>
            Find <kbd className={styles.key}>⌘K</kbd>
          </Button>
          <AccountMenu />
        </div>
      </header>
      <main id="content" tabIndex={-1} className={styles.content}>
        <ConnectionNotice />
        <Outlet />
      </main>
      {finding && (
        <Suspense>
          <CommandPalette onClose={() => setFinding(false)} />
        </Suspense>
      )}
    </div>
  )
}
