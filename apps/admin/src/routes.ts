import { createRoute, redirect } from '@tanstack/react-router'
import { rootRoute } from './root-route.tsx'
import { agentsRoute } from './screens/agents/agents-route.ts'
import { logsRoute } from './screens/logs/logs-route.ts'
import { playgroundRoute } from './screens/playground/playground-route.ts'

const home = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/agents', replace: true })
  },
})

/** Every screen: a folder below `screens`, whose code is loaded when somebody goes there. */
export const routes = [home, agentsRoute, playgroundRoute, logsRoute]
