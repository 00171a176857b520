/** The storage port of budgets: what was spent, and what is set aside for work that goes on. Amounts are whole numbers. */

/** What is counted: in whose name, and in which period. */
export interface BudgetCounter {
  readonly scope: string
  readonly period: string
}

/** An amount that is to be set aside, and how much the counter may come to. */
export interface BudgetClaim extends BudgetCounter {
  readonly amount: number
  readonly limit: number
  /** Only within so many milliseconds from when the counter was first claimed, by the database's clock. */
  readonly withinMs?: number | undefined
}

/** How a counter stands. */
export interface BudgetState extends BudgetCounter {
  readonly spent: number
  readonly reserved: number
}

/** An amount that was spent. */
export interface BudgetSpending extends BudgetCounter {
  readonly amount: number
}

/** Each method is one transaction, so that budgets hold for all gateways together. */
export interface BudgetStore {
  /**
   * Sets all amounts aside under the id, or none: answers the claim that was refused, with how its counter stands. Granted
   * where spent, reserved and amount together are within the limit, and spent and reserved are below it.
   */
  reserve(
    id: string,
    claims: readonly BudgetClaim[],
    leaseMilliseconds: number,
  ): Promise<{ readonly claim: BudgetClaim; readonly state: BudgetState } | undefined>
  /** Books what was spent, and gives back what was set aside under the id, if it still is. */
  settle(id: string, spendings: readonly BudgetSpending[]): Promise<void>
  /** What is set aside under these ids stays so for another lease. */
  renew(ids: readonly string[], leaseMilliseconds: number): Promise<void>
  /** Gives back what was set aside and not renewed: whoever did it is gone. Answers for how many. */
  reclaim(): Promise<number>
  /** Every counter of a scope that was ever claimed or spent from. */
  read(scope: string): Promise<readonly BudgetState[]>
  /** Nothing was spent in this scope. What is set aside stays so. */
  reset(scope: string): Promise<void>
}
