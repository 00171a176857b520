import type { AgentBudget, Budget, BudgetHolder, BudgetOverview, Store } from '@gateway/core'
import { budgetPeriod, budgetWindows, gatewayError } from '@gateway/core'
import { budgetScopeName, dollarsOf } from './budget-scope.ts'

export interface BudgetOverviewOptions extends Pick<Store, 'budgets' | 'keys' | 'teams' | 'users' | 'usage'> {
  readonly findAgent: (
    idOrName: string,
  ) => { readonly id: string; readonly budget: AgentBudget | undefined } | undefined
}

/** Names in one query: databases bound how many there may be. */
const NAMES = 1_000

/** Tells how budgets stand. */
export function createBudgetOverview(options: BudgetOverviewOptions): BudgetOverview {
  const { budgets, keys, teams, users, usage, findAgent } = options
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
    async spent(of, holders) {
      const now = Date.now()
      const windows = new Map(
        holders.flatMap(({ id, budget }) => {
          const [first] = budgetWindows(budget, now)
          return first === undefined ? [] : [[budgetScopeName(of, id), budgetPeriod(first.duration, now).name] as const]
        }),
      )
      const ever = holders.map(({ id }) => id).filter((id) => !windows.has(budgetScopeName(of, id)))
      const [states, sums] = await Promise.all([
        inParts([...windows.keys()], (scopes) => budgets.read(...scopes)),
        inParts(ever, (ids) => usage.sum({ [of]: ids }, [of])),
      ])
      const counted = new Map(
        states.flatMap(({ scope, period, spent }) => (windows.get(scope) === period ? [[scope, spent] as const] : [])),
      )
      const summed = new Map(sums.map((group) => [group.of[of], group.sums.cost]))
      return new Map(
        holders.map(({ id }) => {
          const scope = budgetScopeName(of, id)
          return [id, windows.has(scope) ? dollarsOf(counted.get(scope) ?? 0) : (summed.get(id) ?? 0)]
        }),
      )
    },
    reset: (of, id) => budgets.reset(budgetScopeName(of, id)),
  }
}

async function inParts<Row>(
  names: readonly string[],
  ask: (part: readonly string[]) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const found: Row[] = []
  for (let start = 0; start < names.length; start += NAMES) {
    found.push(...(await ask(names.slice(start, start + NAMES))))
  }
  return found
}
