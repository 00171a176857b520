import { createBudgets } from '@gateway/auth'
import type { Store } from '@gateway/core'
import { type AlertsOptions, alertsOf } from './alerts/alerts.ts'
import type { ConfigFile } from './config-file.ts'
import { runBooking } from './run-booking.ts'

/** What is set aside of budgets outlives the lease of the run that it is for: whoever takes that over books first. */
const BUDGET_LEASES = 4

interface BudgetsOptions extends Omit<AlertsOptions, 'settings'> {
  readonly store: Pick<Store, 'alerts' | 'budgets' | 'keys' | 'teams' | 'users'>
  readonly config: Pick<ConfigFile, 'alerts' | 'budgets'>
  /** How long a run stays with a gateway that is not heard of any more. */
  readonly leaseMs: number
}

/** Budgets of a gateway, and the alerts of them. Who ends them ends the budgets first: what they book may make alerts. */
export function budgetsOf({ config, leaseMs, ...options }: BudgetsOptions) {
  const { store, logger } = options
  const alerts = alertsOf({ settings: config.alerts, ...options })
  const { onAlerts } = alerts
  const settings = { ...config.budgets, leaseMs: BUDGET_LEASES * leaseMs }
  const budgets = createBudgets({ store: store.budgets, logger, onAlerts, ...settings })
  return { alerts, budgets, bookRun: runBooking({ store, budgets, logger }) }
}
