import { accessGroupRoutes } from './access-group-routes.ts'
import { accessRoute } from './access-route.ts'
import type { Route } from './admin-route.ts'
import { agentRoutes } from './agent-routes.ts'
import { auditRoute } from './audit-routes.ts'
import { budgetRoutes } from './budget-routes.ts'
import { callRoutes } from './call-routes.ts'
import type { AppOptions } from './create-app.ts'
import { descriptionRoutes } from './description-routes.ts'
import { healthRoutes } from './health-routes.ts'
import { hubRoutes } from './hub-routes.ts'
import { keyRoutes } from './key-routes.ts'
import { litellmImportRoutes } from './litellm-import-routes.ts'
import { logRoutes } from './log-routes.ts'

import { meRoute } from './me-route.ts'

import { publishRoutes } from './publish-routes.ts'
import { sessionRoutes } from './session-routes.ts'
import { signInRoutes } from './sign-in-routes.ts'

import { teamRoutes } from './team-routes.ts'
import { upstreamTestRoutes } from './upstream-test-routes.ts'
import { usageRoutes } from './usage-routes.ts'
import { userRoutes } from './user-routes.ts'

/** Every route of the gateway. Of two that fit an address, the first answers: put `/x/all` before `/x/{id}`. */
export function routesOf(options: AppOptions): readonly Route[] {
  const { agents, keys, teams, users, accessGroups, explainAccess, budgets, publicUrl, signIns } = options
  const routes: readonly Route[] = [
    ...callRoutes(options),
    ...hubRoutes(agents, publicUrl),
    ...publishRoutes(agents),
    ...agentRoutes(agents, publicUrl, keys),
    ...(options.upstreamTests === undefined ? [] : upstreamTestRoutes(agents, options.upstreamTests, options.logger)),
    ...keyRoutes(options),
    ...(teams === undefined ? [] : teamRoutes(teams)),
    ...(teams === undefined || users === undefined ? [] : userRoutes({ users, teams, keys })),
    ...(accessGroups === undefined ? [] : accessGroupRoutes(accessGroups)),
    ...(explainAccess === undefined ? [] : [accessRoute({ ...options, explainAccess })]),
    meRoute(options),
    ...(signIns === undefined ? [] : signInRoutes({ ...options, signIns })),
    ...(signIns === undefined ? [] : sessionRoutes(signIns)),
    ...(budgets === undefined ? [] : budgetRoutes(budgets, keys)),
    ...logRoutes(options),
    ...(options.auditEntries === undefined ? [] : [auditRoute({ audit: options.auditEntries, teams })]),
    ...(teams === undefined || users === undefined ? [] : litellmImportRoutes({ ...options, teams, users })),
    ...usageRoutes(options),
    ...healthRoutes(options),
    ...descriptionRoutes(() => routes),
  ]
  return routes
}
