import { type WebhookSender, webhookDelay } from '@gateway/adapter-kit'
import type { AlertDelivery, AlertStore, Logger, StoredAlert } from '@gateway/core'
import type { AlertSettings } from './alert-settings.ts'

/** Longer than an attempt may take. What a gateway that is gone was sending, another takes up after so long. */
const LEASE_MS = 30_000
/** How often somebody looks for what others have left. */
const LOOK_MS = 2_000
/** One webhook that is slow must not hold up the others. */
const AT_ONCE = 50
const PRUNE_MS = 3_600_000
const KEPT_MS = 30 * 24 * 3_600_000
const PRUNED_AT_ONCE = 1_000

interface AlertDeliveryOptions {
  readonly store: AlertStore
  readonly webhooks: AlertSettings['webhooks']
  readonly sender: WebhookSender
  /** What is sent of an alert: JSON. */
  readonly bodyOf: (alert: StoredAlert) => Promise<string>
  readonly logger: Logger
}

/** Sends alerts until each webhook has them: at least once each, by whichever gateway looks first. */
export function createAlertDelivery({ store, webhooks, sender, bodyOf, logger }: AlertDeliveryOptions) {
  const over = new AbortController()
  const underWay = new Set<Promise<void>>()
  let looking: Promise<void> | undefined
  let again = false
  let failing = false

  const attempt = async (
    { id, deliveries }: StoredAlert,
    webhook: AlertSettings['webhooks'][number],
    body: string,
  ): Promise<{ readonly delivery: AlertDelivery; readonly delay?: number | undefined }> => {
    const before = deliveries.find((delivery) => delivery.webhook === webhook.name)
    if (before !== undefined && before.outcome !== 'failed') return { delivery: before }
    const outcome = await sender.send(webhook, { id, body }, over.signal)
    const attempts = (before?.attempts ?? 0) + 1
    const tried = { webhook: webhook.name, attempts, time: new Date().toISOString(), status: outcome.status }
    if (outcome.ok) return { delivery: { ...tried, outcome: 'delivered' } }
    // The gateway stops: that was no attempt.
    if (over.signal.aborted) return { delivery: { ...tried, attempts: attempts - 1, outcome: 'failed' }, delay: 0 }
    const delay = outcome.gone ? undefined : webhookDelay(attempts, outcome.retryAfterSeconds)
    const { reason } = outcome
    const told = { alertId: id, webhook: webhook.name, attempts, reason }
    if (delay === undefined) logger.error(told, 'an alert could not be delivered and is given up')
    else logger.warn(told, 'an alert could not be delivered: it is tried again')
    return { delivery: { ...tried, outcome: delay === undefined ? 'given up' : 'failed', reason }, delay }
  }

  const deliver = async (alert: StoredAlert): Promise<void> => {
    const body = await bodyOf(alert)
    const tried = await Promise.all(webhooks.map((webhook) => attempt(alert, webhook, body)))
    const delays = tried.flatMap(({ delay }) => delay ?? [])
    // Those of webhooks that are not configured any more stay as they are.
    const others = alert.deliveries.filter(({ webhook }) => !webhooks.some(({ name }) => name === webhook))
    const deliveries = [...others, ...tried.map(({ delivery }) => delivery)]
    await store.update(alert.id, deliveries, delays.length === 0 ? undefined : Math.min(...delays))
  }

  const tell = (err: unknown): void => {
    if (!failing) logger.warn({ err }, 'alerts cannot be sent: it is tried again')
    failing = true
  }
  const begin = (alert: StoredAlert): void => {
    // One that rejects is due again when its lease is over.
    const sent = deliver(alert).catch(tell)
    underWay.add(sent)
    void sent.then(() => {
      underWay.delete(sent)
      if (underWay.size === AT_ONCE - 1) look()
    })
  }
  const takeDue = async (): Promise<void> => {
    try {
      do {
        again = false
        // Where there is no room, the next that ends looks again.
        if (underWay.size === AT_ONCE) return
        const due = await store.take(AT_ONCE - underWay.size, LEASE_MS)
        for (const alert of due) begin(alert)
        failing = false
      } while (again && !over.signal.aborted)
    } catch (err) {
      tell(err)
    }
  }
  const look = (): void => {
    if (over.signal.aborted) return
    again = true
    looking ??= takeDue().finally(() => {
      looking = undefined
    })
  }
  const prune = (): void => {
    store
      .prune(new Date(Date.now() - KEPT_MS).toISOString(), PRUNED_AT_ONCE)
      .catch((err: unknown) => logger.warn({ err }, 'old alerts could not be deleted'))
  }
  let timers: readonly NodeJS.Timeout[] = []

  return {
    /** From now on. */
    start() {
      timers = [setInterval(look, LOOK_MS).unref(), setInterval(prune, PRUNE_MS).unref()]
      look()
    },
    /** There may be something to send: it is not waited for. */
    look,
    async [Symbol.asyncDispose]() {
      for (const timer of timers) clearInterval(timer)
      over.abort()
      await looking
      await Promise.all(underWay)
    },
  }
}
