import type { UsageStore } from '@gateway/core'
import type { Route } from './admin-route.ts'
import { dailyActivityRoutes } from './daily-activity-routes.ts'
import { type UsageRouteOptions, usageRoute } from './usage-route.ts'

/** The routes that sum up usage, where there is a store of it. */
export const usageRoutes = ({
  usage,
  ...options
}: Omit<UsageRouteOptions, 'usage'> & { readonly usage?: UsageStore | undefined }): readonly Route[] =>
  usage === undefined ? [] : [usageRoute({ ...options, usage }), ...dailyActivityRoutes({ ...options, usage })]
