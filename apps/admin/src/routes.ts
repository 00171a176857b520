import { accessGroupsRoute } from './screens/access-groups/access-groups-route.ts'
import { agentRoute } from './screens/agents/agent/agent-route.ts'
import { agentsRoute } from './screens/agents/agents-route.ts'
import { auditRoute } from './screens/audit/audit-route.ts'
import { homeRoute } from './screens/home/home-route.ts'
import { keysRoute } from './screens/keys/keys-route.ts'
import { logsRoute } from './screens/logs/logs-route.ts'
import { playgroundRoute } from './screens/playground/playground-route.ts'
import { sessionRoute } from './screens/sessions/session-route.ts'
import { settingsRoute } from './screens/settings/settings-route.ts'
import { teamsRoute } from './screens/teams/teams-route.ts'
import { usageRoute } from './screens/usage/usage-route.ts'
import { usersRoute } from './screens/users/users-route.ts'

/** Every screen: a folder below `screens`, whose code is loaded when somebody goes there. */
export const routes = [
  homeRoute,
  agentsRoute,
  agentRoute,
  playgroundRoute,
  logsRoute,
  sessionRoute,
  usageRoute,
  keysRoute,
  teamsRoute,
  usersRoute,
  accessGroupsRoute,
  auditRoute,
  settingsRoute,
]
