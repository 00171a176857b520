import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { type TimeRange, timeRangeOf } from '../../components/time-range.ts'
import { rootRoute } from '../../root-route.tsx'
import { searchTexts } from '../../search-text.ts'
import { isStatus, type Status } from './call-status.ts'
import { FILTER_NAMES, type FilterName } from './filter-fields.ts'

/** What the address of the logs says. */
export interface LogsSearch extends Omit<TimeRange, 'range'>, Partial<Readonly<Record<FilterName, string>>> {
  /** Name or id of the agent that was called. */
  readonly agent?: string
  readonly status?: Status
  /** The call that is open. */
  readonly call?: string
}

export const logsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/logs',
  validateSearch: (search: Record<string, unknown>): LogsSearch => ({
    ...searchTexts(search, ['agent', 'call', ...FILTER_NAMES]),
    ...timeRangeOf({ from: search.from, to: search.to }),
    ...(isStatus(search.status) ? { status: search.status } : {}),
  }),
  component: lazyRouteComponent(() => import('./logs-screen.tsx'), 'LogsScreen'),
})
