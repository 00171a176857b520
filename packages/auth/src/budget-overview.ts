import type { AgentBudget, Budget, BudgetHolder, BudgetOverview, Store } from '@gateway/core'
import { budgetPeriod, budgetWindows, gatewayError } from '@gateway/core'
import { budgetScopeName, dollarsOf } from './budget-scope.ts'

export interface BudgetOverviewOptions extends Pick<Store, 'budgets' | 'keys' | 'teams' | 'users'> {
  readonly findAgent: (
    idOrName: string,
  ) => { readonly id: string; readonly budget: AgentBudget | undefined } | undefined
}

/** Tells how budgets stand. */
export function createBudgetOverview(options: BudgetOverviewOptions): BudgetOverview {
  const { budgets, keys, teams, users, findAgent } = options
  const holder = async (
    of: BudgetHolder,
    id: string,
  ): Promise<{ readonly id: string; readonly budget?: Budget | undefined } | undefined> => {
    if (of === 'agent') return findAgent(id)
    return (of === 'key' ? keys : of === 'team' ? teams : users).get(id)
  }
  return {
    async look(of, id) {
      const found = await holder(of, id)
      if (found === undefined)
        throw gatewayError('NOT_FOUND', `There is no ${of} of this ${of === 'agent' ? 'name' : 'id'}.`)
      const now = Date.now()
      const states = await budgets.read(budgetScopeName(of, found.id))
      return budgetWindows(found.budget, now).map((window) => {
        const { name, resetAt } = budgetPeriod(window.duration, now)
        const { spent = 0, reserved = 0 } = states.find(({ period }) => period === name) ?? {}
        return { ...window, resetAt, spent: dollarsOf(spent), reserved: dollarsOf(reserved) }
      })
    },
    reset: (of, id) => budgets.reset(budgetScopeName(of, id)),
  }
}
