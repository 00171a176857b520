import { accessGroupRoutes } from './access-group-routes.ts'
import { accessRoute } from './access-route.ts'
import type { Route } from './admin-route.ts'
import { agentCallersRoute } from './agent-callers-route.ts'
import { createAgentFinder } from './agent-finder.ts'
import { agentRoutes } from './agent-routes.ts'
import { agentSchemaRoute } from './agent-schema-route.ts'
import { agentSummaryRoute } from './agent-summary-route.ts'
import { alertRoutes } from './alert-routes.ts'
import { auditRoute } from './audit-routes.ts'
import { budgetRoutes } from './budget-routes.ts'
import { callRoutes } from './call-routes.ts'
import { callTreeRoutes } from './call-tree-routes.ts'
import type { AppOptions } from './create-app.ts'
import { descriptionRoutes } from './description-routes.ts'
import { gatewayRoute } from './gateway-route.ts'
import { healthRoutes } from './health-routes.ts'
import { hubRoutes } from './hub-routes.ts'
import { keyRoutes } from './key-routes.ts'
import { litellmImportRoutes } from './litellm-import-routes.ts'
import { logEventsRoutes } from './log-events-route.ts'
import { logRoutes } from './log-routes.ts'
import { meRoute } from './me-route.ts'
import { metricsRoute } from './metrics-route.ts'

import { publishRoutes } from './publish-routes.ts'
import { replayRoute } from './replay-route.ts'
import { retentionRoute } from './retention-route.ts'
import { sessionRoutes } from './session-routes.ts'
import { signInRoutes } from './sign-in-routes.ts'
import { sinkRoutes } from './sink-routes.ts'

import { teamRoutes } from './team-routes.ts'
import { upstreamTestRoutes } from './upstream-test-routes.ts'
import { usageRoutes } from './usage-routes.ts'
import { userRoutes } from './user-routes.ts'

/** Every route of the gateway. Of two that fit an address, the first answers: put `/x/all` before `/x/{id}`. */
export function routesOf(options: AppOptions): readonly Route[] {
  const { agents, keys, teams, users, accessGroups, explainAccess, agentCallers, budgets, publicUrl, signIns } = options
  const finder = createAgentFinder(agents)
  const routes: readonly Route[] = [
    ...callRoutes(options),
    ...hubRoutes(agents, publicUrl, finder),
    ...publishRoutes(agents),
    agentSummaryRoute(agents),
    agentSchemaRoute(() => agents.definitionSchema()),
    ...(agentCallers === undefined ? [] : [agentCallersRoute(agents, agentCallers)]),
    ...agentRoutes({ agents, publicUrl, keys, finder, budgets, activeCalls: options.activeCalls }),
    ...(options.upstreamTests === undefined ? [] : upstreamTestRoutes(agents, options.upstreamTests, options.logger)),
    ...keyRoutes(options),
    ...(teams === undefined ? [] : teamRoutes(teams, budgets)),
    ...(teams === undefined || users === undefined ? [] : userRoutes({ users, teams, keys, budgets })),
    ...(accessGroups === undefined ? [] : accessGroupRoutes(accessGroups, publicUrl)),
    ...(explainAccess === undefined ? [] : [accessRoute({ ...options, explainAccess })]),
    meRoute(options),
    ...(signIns === undefined ? [] : signInRoutes({ ...options, signIns })),
    ...(signIns === undefined ? [] : sessionRoutes(signIns)),
    ...(budgets === undefined ? [] : budgetRoutes(budgets, keys)),
    ...(options.alerts === undefined ? [] : alertRoutes(options.alerts)),
    ...(options.retention === undefined ? [] : [retentionRoute(options.retention)]),
    ...logRoutes(options),
    ...callTreeRoutes(options),
    ...logEventsRoutes(options),
    replayRoute(options),
    ...(options.sinkStates === undefined ? [] : sinkRoutes(options.sinkStates)),
    ...(options.auditEntries === undefined ? [] : [auditRoute({ audit: options.auditEntries, teams })]),
    ...(teams === undefined || users === undefined ? [] : litellmImportRoutes({ ...options, teams, users })),
    ...usageRoutes(options),
    ...healthRoutes(options),
    ...(options.gateway === undefined ? [] : [gatewayRoute({ ...options, gateway: options.gateway })]),
    ...(options.metrics === undefined ? [] : [metricsRoute({ ...options, metrics: options.metrics })]),
    ...descriptionRoutes(() => routes),
  ]
  return routes
}
