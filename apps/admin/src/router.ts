import { createRouter } from '@tanstack/react-router'
import { rootRoute } from './root-route.tsx'
import { routes } from './routes.ts'
import { FaultScreen } from './shell/fault-screen.tsx'
import { NotFoundScreen } from './shell/not-found-screen.tsx'

/** The screens at their addresses below `/ui`. */
export const router = createRouter({
  routeTree: rootRoute.addChildren(routes),
  basepath: '/ui',
  defaultPreload: 'intent',
  defaultErrorComponent: FaultScreen,
  defaultNotFoundComponent: NotFoundScreen,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
