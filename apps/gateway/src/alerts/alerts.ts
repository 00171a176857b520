import { randomUUID } from 'node:crypto'
import { type ConnectionPool, createWebhookSender } from '@gateway/adapter-kit'
import type { AlertAdministration, Logger, Store, StoredAlert, WebhookTest } from '@gateway/core'
import type { AuditTrail } from '@gateway/logging'
import { type AlertNaming, alertData } from './alert-data.ts'
import { createAlertDelivery } from './alert-delivery.ts'
import type { AlertSettings } from './alert-settings.ts'

export interface AlertsOptions {
  readonly settings: AlertSettings
  readonly store: Pick<Store, 'alerts' | 'keys' | 'teams' | 'users'>
  readonly agentName: AlertNaming['agentName']
  readonly pool: ConnectionPool
  readonly audit: Pick<AuditTrail, 'done'>
  readonly logger: Logger
}

/** Alerts of a gateway: how budgets have theirs sent, and what administrators see of them. */
export function alertsOf({ settings, store, agentName, pool, audit, logger }: AlertsOptions) {
  const { webhooks } = settings
  const sender = createWebhookSender({ pool })
  const dataOf = (alert: StoredAlert) => alertData(alert, { store, agentName })
  const bodyOf = async (alert: StoredAlert) =>
    JSON.stringify({ type: alert.type, timestamp: alert.time, data: await dataOf(alert) })
  const delivery =
    webhooks.length === 0 ? undefined : createAlertDelivery({ store: store.alerts, webhooks, sender, bodyOf, logger })

  const test = async (webhook: (typeof webhooks)[number], signal: AbortSignal): Promise<WebhookTest> => {
    const began = performance.now()
    const timestamp = new Date().toISOString()
    const data = { event_message: 'This is a test of the alerts of the gateway.' }
    const body = JSON.stringify({ type: 'test', timestamp, data })
    const outcome = await sender.send(webhook, { id: `alert_test_${randomUUID()}`, body }, signal)
    return {
      webhook: webhook.name,
      ok: outcome.ok,
      ms: Math.round(performance.now() - began),
      ...(outcome.status === undefined ? {} : { status: outcome.status }),
      ...(outcome.ok ? {} : { reason: outcome.reason }),
    }
  }
  const administration: AlertAdministration = {
    webhooks: webhooks.map(({ name }) => name),
    async list(filter) {
      const alerts = await store.alerts.list(filter)
      return Promise.all(alerts.map(async (alert) => ({ ...alert, data: await dataOf(alert) })))
    },
    async test(signal) {
      const changes = webhooks.map(({ name: id }) => ({ action: 'alert.test', target: { kind: 'webhook', id } }))
      const results = await Promise.all(webhooks.map((webhook) => test(webhook, signal)))
      if (changes.length > 0) await audit.done(changes)
      return results
    },
  }
  return {
    administration,
    /** For `createBudgets`: absent where nobody is told. */
    onAlerts: delivery?.look,
    /** Sends what there is to send, from now on. */
    start: () => delivery?.start(),
    async [Symbol.asyncDispose]() {
      await delivery?.[Symbol.asyncDispose]()
      await sender[Symbol.asyncDispose]()
    },
  }
}
