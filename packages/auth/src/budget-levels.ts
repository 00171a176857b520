import type { BudgetLevel } from '@gateway/core'
import { type BudgetScope, unitsOf } from './budget-scope.ts'

/** Where somebody is to be told of a scope: what they want to hear of, and its end. */
export function budgetLevels({ windows = [] }: BudgetScope): readonly BudgetLevel[] {
  return windows.flatMap((subject): BudgetLevel[] => [
    ...(subject.softBudget === undefined
      ? []
      : [{ type: 'budget.soft_exceeded' as const, amount: unitsOf(subject.softBudget), subject }]),
    ...(subject.maxBudget === undefined
      ? []
      : [{ type: 'budget.exceeded' as const, amount: unitsOf(subject.maxBudget), subject }]),
  ])
}
