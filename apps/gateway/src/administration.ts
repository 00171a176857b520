import {
  createAccessExplainer,
  createAccessGroupAdministration,
  createAgentCallers,
  createBudgetOverview,
  createKeyAdministration,
  createTeamAdministration,
  createUserAdministration,
  type FindAgent,
  type Limiter,
} from '@gateway/auth'
import type { AgentBudget, Store } from '@gateway/core'

type FindBudgeted = (
  ...asked: Parameters<FindAgent>
) => (NonNullable<ReturnType<FindAgent>> & { readonly definition: { readonly budget?: AgentBudget } }) | undefined

/** Who manages keys, teams, users and access groups, over one store, and what administrators read of it. */
export function administrationOf(store: Store, findAgent: FindBudgeted, masterKeyHash: string, limiter: Limiter) {
  const options = { ...store, findAgent }
  const teams = createTeamAdministration(options)
  return {
    records: store.records,
    usage: store.usage,
    auditEntries: store.audit,
    keys: createKeyAdministration({ ...options, masterKeyHash }),
    teams,
    users: createUserAdministration({ ...options, teams }),
    accessGroups: createAccessGroupAdministration(options),
    budgets: createBudgetOverview({
      ...store,
      findAgent: (idOrName) => {
        const found = findAgent(idOrName)
        return found && { id: found.id, budget: found.definition.budget }
      },
    }),
    agentCallers: createAgentCallers({ ...store, findAgent }),
    explainAccess: createAccessExplainer({ ...store, findAgent, limiter }),
  }
}
