import {
  createAccessExplainer,
  createAccessGroupAdministration,
  createKeyAdministration,
  createTeamAdministration,
  createUserAdministration,
  type FindAgent,
  type Limiter,
} from '@gateway/auth'
import type { Store } from '@gateway/core'

/** Who manages keys, teams, users and access groups, over one store. */
export function administrationOf(store: Store, findAgent: FindAgent, masterKeyHash: string, limiter: Limiter) {
  const options = { ...store, findAgent }
  const teams = createTeamAdministration(options)
  return {
    keys: createKeyAdministration({ ...options, masterKeyHash }),
    teams,
    users: createUserAdministration({ ...options, teams }),
    accessGroups: createAccessGroupAdministration(options),
    explainAccess: createAccessExplainer({ ...store, limiter }),
  }
}
