import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { type TimeRange, timeRangeOf } from '../../components/time-range.ts'
import { rootRoute } from '../../root-route.tsx'
import { searchTexts } from '../../search-text.ts'
import { isStatus, type Status } from './call-status.ts'

/** What the address of the logs says. */
export interface LogsSearch extends Omit<TimeRange, 'range'> {
  /** Name or id of the agent that was called. */
  readonly agent?: string
  /** A key, or its id. */
  readonly key?: string
  /** The id of a team, or of a user. */
  readonly team?: string
  readonly user?: string
  /** The name of one of the places where agents run. */
  readonly upstream?: string
  readonly status?: Status
  /** The call that is open. */
  readonly call?: string
}

export const logsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/logs',
  validateSearch: (search: Record<string, unknown>): LogsSearch => ({
    ...searchTexts(search, ['agent', 'key', 'team', 'user', 'upstream', 'call']),
    ...timeRangeOf({ from: search.from, to: search.to }),
    ...(isStatus(search.status) ? { status: search.status } : {}),
  }),
  component: lazyRouteComponent(() => import('./logs-screen.tsx'), 'LogsScreen'),
})
