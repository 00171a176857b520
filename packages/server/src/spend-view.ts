import type { Budget, BudgetHolder, BudgetOverview } from '@gateway/core'
import { z } from 'zod'

/** The member that `withSpend` adds. */
export const spendAnswer = {
  spend: z
    .number()
    .optional()
    .describe(
      'US dollars. With a budget: spent in its present window, that of `max_budget`, else of the first of its windows. Without one: what all calls have ever cost. In answers that show or list; those that change leave it out.',
    ),
}

interface Spender {
  readonly id: string
  readonly budget?: Budget | undefined
}

/** The views of all of these with what was spent of each: in as many queries for many as for one. */
export async function withSpend<Holder extends Spender, View extends object>(
  budgets: Pick<BudgetOverview, 'spent'> | undefined,
  of: BudgetHolder,
  holders: readonly Holder[],
  view: (holder: Holder) => View,
): Promise<(View & { spend?: number })[]> {
  const spent = await budgets?.spent(of, holders)
  return holders.map((holder) => {
    const spend = spent?.get(holder.id)
    return { ...view(holder), ...(spend === undefined ? {} : { spend }) }
  })
}

/** The view of this one with what was spent of it. */
export async function oneWithSpend<Holder extends Spender, View extends object>(
  budgets: Pick<BudgetOverview, 'spent'> | undefined,
  of: BudgetHolder,
  holder: Holder,
  view: (holder: Holder) => View,
): Promise<View & { spend?: number }> {
  const [shown] = await withSpend(budgets, of, [holder], view)
  return shown ?? view(holder)
}
