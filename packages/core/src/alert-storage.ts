/** The storage port of alerts: what somebody is to be told of, and whom it has reached. */

import type { BudgetHolder } from './budget-overview.ts'

/** `budget.soft_exceeded`: spending has reached what somebody wants to hear of. `budget.exceeded`: no more may be spent. */
export type AlertType = 'budget.soft_exceeded' | 'budget.exceeded'

/** The window of a budget that an alert is about. Amounts are US dollars. */
export interface AlertSubject {
  readonly of: BudgetHolder
  readonly id: string
  readonly softBudget?: number | undefined
  readonly maxBudget?: number | undefined
  readonly duration?: string | undefined
  /** Milliseconds since the epoch; absent: it never begins anew. */
  readonly resetAt?: number | undefined
}

/** How far an alert has come with one webhook. */
export interface AlertDelivery {
  /** The name of the webhook. */
  readonly webhook: string
  readonly outcome: 'delivered' | 'failed' | 'given up'
  readonly attempts: number
  /** Of the last attempt, ISO 8601. */
  readonly time: string
  /** What the webhook answered last, where it did. */
  readonly status?: number | undefined
  /** Why the last attempt failed. */
  readonly reason?: string | undefined
}

/** Something that somebody is told of, once. */
export interface StoredAlert {
  /** Sorts by time. The same however often it is sent. */
  readonly id: string
  readonly type: AlertType
  /** ISO 8601. */
  readonly time: string
  readonly subject: AlertSubject
  /** What the counter stood at, in its own whole numbers. */
  readonly spent: number
  readonly deliveries: readonly AlertDelivery[]
  /** Whether nothing more is sent of it. */
  readonly over: boolean
}

/** Alerts are made by the `BudgetStore`, in the transaction of what they tell of. */
export interface AlertStore {
  /** Newest first; `before`: only those of a lesser id. */
  list(filter: { readonly before?: string | undefined; readonly limit: number }): Promise<readonly StoredAlert[]>
  /** Those that are due, the oldest first. Nobody else is given them for so long. */
  take(limit: number, leaseMilliseconds: number): Promise<readonly StoredAlert[]>
  /** Notes how far one has come; it is due again after so many milliseconds, and over without them. */
  update(id: string, deliveries: readonly AlertDelivery[], againInMilliseconds: number | undefined): Promise<void>
  /** Deletes at most so many that are older (ISO 8601): answers how many. */
  prune(before: string, limit: number): Promise<number>
}
