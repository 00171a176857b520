import { createRootRoute } from '@tanstack/react-router'
import { SessionGate } from './session/session-gate.tsx'
import { FaultScreen } from './shell/fault-screen.tsx'
import { NotFoundScreen } from './shell/not-found-screen.tsx'
import { Shell } from './shell/shell.tsx'

/** Above every screen: somebody is signed in, and the shell is around it. */
export const rootRoute = createRootRoute({
  component: () => (
    <SessionGate>
      <Shell />
    </SessionGate>
  ),
  errorComponent: FaultScreen,
  notFoundComponent: NotFoundScreen,
})
