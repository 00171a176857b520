import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../root-route.tsx'
import { searchTexts } from '../../search-text.ts'

/** What the address of the playground says. */
export interface PlaygroundSearch {
  /** Name or id of the agent that one talks to. */
  readonly agent?: string
  /** The task whose conversation is shown. */
  readonly task?: string
  /** The version of A2A that is spoken. Default: 1.0. */
  readonly version?: 0.3
  /** What stands beside the conversation. Default: the wire. */
  readonly panel?: 'code'
}

export const playgroundRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/playground',
  validateSearch: (search: Record<string, unknown>): PlaygroundSearch => ({
    ...searchTexts(search, ['agent', 'task']),
    ...(String(search.version) === '0.3' ? { version: 0.3 } : {}),
    ...(search.panel === 'code' ? { panel: 'code' } : {}),
  }),
  component: lazyRouteComponent(() => import('./playground-screen.tsx'), 'PlaygroundScreen'),
})
