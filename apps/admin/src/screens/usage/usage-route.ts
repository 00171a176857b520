import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { type TimeRange, timeRangeOf } from '../../components/time-range.ts'
import { rootRoute } from '../../root-route.tsx'
import { type Grouping, isGrouping } from './groupings.ts'
import { isMeasure, type Measure } from './measures.ts'

/** What the address of the usage says. */
export interface UsageSearch extends TimeRange {
  /** What the chart shows. Default `cost`. */
  readonly measure?: Measure
  /** What it is stacked by. Default `agent`. */
  readonly by?: Grouping
}

export const usageRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/usage',
  validateSearch: (search: Record<string, unknown>): UsageSearch => ({
    ...timeRangeOf(search),
    ...(isMeasure(search.measure) ? { measure: search.measure } : {}),
    ...(isGrouping(search.by) ? { by: search.by } : {}),
  }),
  component: lazyRouteComponent(() => import('./usage-screen.tsx'), 'UsageScreen'),
})
