import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../root-route.tsx'
import { searchTexts } from '../../search-text.ts'
import { isStatus, type Status } from './call-status.ts'

/** What the address of the logs says. */
export interface LogsSearch {
  /** Name or id of the agent that was called. */
  readonly agent?: string
  /** A key, or its id. */
  readonly key?: string
  readonly status?: Status
  /** The call that is open. */
  readonly call?: string
}

export const logsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/logs',
  validateSearch: (search: Record<string, unknown>): LogsSearch => ({
    ...searchTexts(search, ['agent', 'key', 'call']),
    ...(isStatus(search.status) ? { status: search.status } : {}),
  }),
  component: lazyRouteComponent(() => import('./logs-screen.tsx'), 'LogsScreen'),
})
