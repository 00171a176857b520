/** The storage port of budgets: what was spent, and what is set aside for work that goes on. Amounts are whole numbers. */

import type { AlertSubject, AlertType } from './alert-storage.ts'

/** What is counted: in whose name, and in which period. */
export interface BudgetCounter {
  readonly scope: string
  readonly period: string
  /** Milliseconds since the epoch: it is not needed from then on. Absent: it stays. What is claimed last counts. */
  readonly until?: number | undefined
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
  /** The greatest level of `budget.exceeded` that an alert was made of. */
  readonly toldExceeded?: number | undefined
}

/** Where a counter stands when somebody is to be told. */
export interface BudgetLevel {
  readonly type: AlertType
  readonly amount: number
  readonly subject: AlertSubject
}

/** An amount that was spent. */
export interface BudgetSpending extends BudgetCounter {
  readonly amount: number
  /** Those that the counter has reached with it make an alert each. */
  readonly levels?: readonly BudgetLevel[] | undefined
}

/** Each method is one transaction, so that budgets hold for all gateways together. */
export interface BudgetStore {
  /**
   * Sets all amounts aside under the id, or none: answers the claim that was refused, with how its counter stands. Granted
   * where spent, reserved and amount together are within the limit, and spent and reserved are below it. `requestId`: of the
   * call, which a run may outlive.
   */
  reserve(
    id: string,
    claims: readonly BudgetClaim[],
    leaseMilliseconds: number,
    requestId?: string,
  ): Promise<{ readonly claim: BudgetClaim; readonly state: BudgetState } | undefined>
  /**
   * Books what was spent, and gives back what was set aside under the id, if it still is. Each counter is booked on once for
   * a settlement, whoever says it again: `settlement` names the work, default `id`; an amount of 0 settles nothing. Answers
   * how many alerts were made with it: one when a counter first reaches a level, and none of a level that is not above all
   * that one was made of.
   */
  settle(id: string, spendings: readonly BudgetSpending[], settlement?: string): Promise<number>
  /** Makes the alert of a level that a counter will not reach, as too little is left. Answers whether there was none yet. */
  tell(counter: BudgetCounter, level: BudgetLevel): Promise<boolean>
  /** What is set aside under these ids stays so for another lease. */
  renew(ids: readonly string[], leaseMilliseconds: number): Promise<void>
  /**
   * Gives back what was set aside and not renewed: whoever did it is gone. A store that outlives
   * its gateways keeps that of calls whose runs another one goes on with. Answers for how many.
   */
  reclaim(): Promise<number>
  /**
   * Forgets as many counters that are not needed any more at most, and of which nothing is set aside. Answers how many. As
   * many settlements are forgotten that are older than `settledMilliseconds`: default a day.
   */
  prune(most: number, settledMilliseconds?: number): Promise<number>
  /** Every counter of these scopes that was ever claimed or spent from. */
  read(...scopes: readonly string[]): Promise<readonly BudgetState[]>
  /** Nothing was spent in this scope, and nobody told of it. What is set aside stays so. */
  reset(scope: string): Promise<void>
}
