import type { BudgetStore } from '@gateway/core'
import type { AuditTrail } from './audit-trail.ts'

/** Budgets, whose beginning anew is written down. What calls spend is in their records. */
export function auditedBudgets(budgets: BudgetStore, trail: AuditTrail): BudgetStore {
  return {
    ...budgets,
    async reset(scope) {
      const [kind = '', id = ''] = scope.split(/:(.*)/s)
      const spent = Object.fromEntries((await budgets.read(scope)).map((state) => [state.period, state.spent]))
      const change = { action: 'budget.reset', target: { kind, id }, before: { spent } }
      return trail.during([change], () => budgets.reset(scope))
    },
  }
}
