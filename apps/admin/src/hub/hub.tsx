import { lazy, Suspense } from 'react'
import { ButtonLink } from '../components/button.tsx'
import { AgentPage } from './agent-page.tsx'
import styles from './hub.module.css'
import { HubList } from './hub-list.tsx'
import { hubPath, hubPlace } from './hub-place.ts'
import { useHubSession } from './use-hub-session.ts'

const HubSignIn = lazy(async () => ({ default: (await import('./hub-sign-in.tsx')).HubSignIn }))

/** The hub: for people who look for an agent, signed in or not. */
export function Hub() {
  const session = useHubSession()
  const place = hubPlace(window.location)
  if (place.page === 'sign-in') {
    return (
      <Suspense>
        <HubSignIn />
      </Suspense>
    )
  }
  return (
    <div className={styles.hub}>
      <a href="#content" className={styles.skip}>
        Skip to content
      </a>
      <header className={styles.bar}>
        <a href={hubPath({ page: 'list', search: {} })} className={styles.brand}>
          <span aria-hidden="true">◆</span> Agents
        </a>
        <nav aria-label="Account" className={styles.account}>
          {session === null && (
            <ButtonLink href={hubPath({ page: 'sign-in' })} look="bare">
              Sign in
            </ButtonLink>
          )}
          {session && (
            <ButtonLink href="/ui" look="bare">
              Gateway
            </ButtonLink>
          )}
        </nav>
      </header>
      <main id="content" tabIndex={-1} className={styles.content}>
        {session !== undefined && place.page === 'list' && <HubList search={place.search} session={session} />}
        {session !== undefined && place.page === 'agent' && <AgentPage agent={place.agent} session={session} />}
      </main>
    </div>
  )
}
