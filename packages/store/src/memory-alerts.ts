import type { AlertStore, BudgetLevel, StoredAlert } from '@gateway/core'
import { alertId } from './alert-id.ts'

/** Alerts in memory, and how one is added. */
export function memoryAlerts(): {
  readonly store: AlertStore
  readonly add: (level: BudgetLevel, spent: number) => void
} {
  const alerts = new Map<string, { alert: StoredAlert; dueAt: number }>()
  return {
    add({ type, subject }, spent) {
      const now = Date.now()
      const alert = { id: alertId(now), type, time: new Date(now).toISOString(), subject, spent, deliveries: [] }
      alerts.set(alert.id, { alert: { ...alert, over: false }, dueAt: now })
    },
    store: {
      async list({ before, limit }) {
        const found = [...alerts.values()].map(({ alert }) => alert)
        return found
          .filter(({ id }) => before === undefined || id < before)
          .sort((left, right) => (left.id < right.id ? 1 : -1))
          .slice(0, limit)
      },
      async take(limit, leaseMilliseconds) {
        const now = Date.now()
        const due = [...alerts.values()].filter(({ dueAt }) => dueAt <= now)
        const taken = due.sort((left, right) => left.dueAt - right.dueAt).slice(0, limit)
        for (const each of taken) each.dueAt = now + leaseMilliseconds
        return taken.map(({ alert }) => alert).sort((left, right) => (left.id < right.id ? -1 : 1))
      },
      async update(id, deliveries, againInMilliseconds) {
        const found = alerts.get(id)
        if (found === undefined) return
        const over = againInMilliseconds === undefined
        const dueAt = over ? Number.POSITIVE_INFINITY : Date.now() + againInMilliseconds
        alerts.set(id, { alert: { ...found.alert, deliveries, over }, dueAt })
      },
      async prune(before, limit) {
        const old = [...alerts.values()].filter(({ alert }) => alert.time < before).slice(0, limit)
        return old.filter(({ alert }) => alerts.delete(alert.id)).length
      },
    },
  }
}
