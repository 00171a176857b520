import type { Budget, BudgetChange, CallerBudgets, StoredTeam } from '@gateway/core'
import { gatewayError, hasBudget } from '@gateway/core'

/**
 * The budget that is left after a change; none at all where nothing is counted. Throws INVALID_PARAMS for a share of a
 * budget that is not there.
 */
export function changedBudget(before: Budget | undefined, change: BudgetChange | undefined): Budget | undefined {
  if (change === undefined) return before
  const kept = Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined && value !== null)
  const budget: Budget = Object.fromEntries(kept)
  if (typeof budget.alertAt === 'string' && budget.maxBudget === undefined) {
    throw gatewayError(
      'INVALID_PARAMS',
      `soft_budget: ${budget.alertAt} is a share of max_budget, which is not set. Set that, or soft_budget in US dollars.`,
      { field: 'soft_budget' },
    )
  }
  return hasBudget(budget) ? budget : undefined
}

/** What a user may spend in a team, beside what they may in all. */
export function memberBudget(team: StoredTeam | undefined, userId: string | undefined): Budget | undefined {
  return userId === undefined ? undefined : team?.members.find((member) => member.userId === userId)?.budget
}

/** What may be spent in a caller's name; `undefined` where nothing limits it, so that a call costs no look at each of them. */
export function callerBudgets({ key, team, user, member }: CallerBudgets): CallerBudgets | undefined {
  const budgets = {
    ...(hasBudget(key) ? { key } : {}),
    ...(hasBudget(team) ? { team } : {}),
    ...(hasBudget(user) ? { user } : {}),
    ...(hasBudget(member) ? { member } : {}),
  }
  return Object.keys(budgets).length === 0 ? undefined : budgets
}
