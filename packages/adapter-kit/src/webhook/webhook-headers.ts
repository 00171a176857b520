import { createHmac } from 'node:crypto'
import { webhookKey } from './webhook-secret.ts'

/** What is sent to a webhook. */
export interface WebhookMessage {
  /** The same whenever it is sent again: a receiver takes each once by it. */
  readonly id: string
  /** JSON, sent as it is. */
  readonly body: string
}

/**
 * The headers of a message in the way of Standard Webhooks 1.0: its id, when it was sent, and the HMAC-SHA256 of both and
 * the body. `now`: milliseconds since the epoch.
 */
export function webhookHeaders(
  { id, body }: WebhookMessage,
  secret: string,
  now: number,
): Readonly<Record<string, string>> {
  const seconds = String(Math.floor(now / 1_000))
  const signature = createHmac('sha256', webhookKey(secret)).update(`${id}.${seconds}.${body}`).digest('base64')
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': `v1,${signature}`,
  }
}
