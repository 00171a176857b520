import {
  createAccessExplainer,
  createAccessGroupAdministration,
  createAgentCallers,
  createTeamAdministration,
  createUserAdministration,
} from '@gateway/auth'
import { memoryStore } from '@gateway/store'
import type { AgentDirectory } from './ports.ts'

/** Teams, users and access groups, in memory. */
export function identities(findAgent: AgentDirectory['find']) {
  const store = { ...memoryStore(), findAgent }
  const teams = createTeamAdministration(store)
  return {
    teams,
    users: createUserAdministration({ ...store, teams }),
    accessGroups: createAccessGroupAdministration(store),
    agentCallers: createAgentCallers(store),
    explainAccess: createAccessExplainer(store),
  }
}
