import type { Budget, CountedWindow } from './budget.ts'

/** Whose a budget is. */
export type BudgetHolder = 'key' | 'team' | 'user' | 'agent'

/** How one window of a budget stands, in US dollars. */
export interface BudgetWindowState extends CountedWindow {
  /** Milliseconds since the epoch; absent: it never begins anew. */
  readonly resetAt?: number | undefined
  readonly spent: number
  /** Set aside for calls that go on. */
  readonly reserved: number
}

/** How budgets stand. */
export interface BudgetOverview {
  /** Of an id, of an agent also its name. Empty where there is no budget; rejects with NOT_FOUND where there is nobody of that id. */
  look(of: BudgetHolder, id: string): Promise<readonly BudgetWindowState[]>
  /**
   * US dollars that were spent of each of these, by id: in the present window of `maxBudget`, or of the first of several
   * windows; of who has no budget, whatever calls have ever cost. As many queries for many as for one.
   */
  spent(
    of: BudgetHolder,
    holders: readonly { readonly id: string; readonly budget?: Budget | undefined }[],
  ): Promise<ReadonlyMap<string, number>>
  /** Nothing counts as spent any more. What is set aside stays so. */
  reset(of: BudgetHolder, id: string): Promise<void>
}
