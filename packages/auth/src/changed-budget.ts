import type { Budget, BudgetChange, CallerBudgets } from '@gateway/core'
import { hasBudget } from '@gateway/core'

/** The budget that is left after a change; none at all where nothing is limited. */
export function changedBudget(before: Budget | undefined, change: BudgetChange | undefined): Budget | undefined {
  if (change === undefined) return before
  const kept = Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined && value !== null)
  const budget: Budget = Object.fromEntries(kept)
  return hasBudget(budget) ? budget : undefined
}

/** What may be spent in a caller's name; `undefined` where nothing limits it, so that a call costs no look at each of them. */
export function callerBudgets({ key, team, user }: CallerBudgets): CallerBudgets | undefined {
  const budgets = {
    ...(hasBudget(key) ? { key } : {}),
    ...(hasBudget(team) ? { team } : {}),
    ...(hasBudget(user) ? { user } : {}),
  }
  return Object.keys(budgets).length === 0 ? undefined : budgets
}
