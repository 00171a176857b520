import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../root-route.tsx'

/** The calls of a conversation or trace: `$session` is a context, a session or a trace. */
export const sessionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/logs/sessions/$session',
  component: lazyRouteComponent(() => import('./session-screen.tsx'), 'SessionScreen'),
})
