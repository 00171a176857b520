import { isGatewayError } from '@gateway/core'
import { type ConnectionPool, createConnectionPool } from '../connection-pool.ts'
import { createHttpClient } from '../http-client.ts'
import { retryAfterSeconds } from '../vendor-refusal.ts'
import { type WebhookMessage, webhookHeaders } from './webhook-headers.ts'

/** Who is told. */
export interface Webhook {
  readonly url: string
  /** See `isWebhookSecret`. */
  readonly secret: string
}

/** What became of one attempt. */
export type WebhookOutcome =
  | { readonly ok: true; readonly status: number }
  | {
      readonly ok: false
      readonly status?: number
      /** For people. Neither the address nor anything of an answer's body is in it. */
      readonly reason: string
      /** How long the webhook wants to be left alone. */
      readonly retryAfterSeconds?: number
      /** It never wants to hear of anything again: HTTP 410. */
      readonly gone: boolean
    }

export interface WebhookSender extends AsyncDisposable {
  /** One attempt. Never rejects. `signal`: gives it up. */
  send(webhook: Webhook, message: WebhookMessage, signal?: AbortSignal): Promise<WebhookOutcome>
}

export interface WebhookSenderOptions {
  /** Connections shared with others, and where they may go. Default: its own, which may go anywhere but to cloud metadata. */
  readonly pool?: ConnectionPool
  /** How long one attempt may take. Default 15,000. */
  readonly timeoutMs?: number
}

/**
 * Sends signed messages to webhooks, in the way of Standard Webhooks. Addresses are checked as names are resolved, no
 * redirect is followed, and any status but 2xx has failed. When to try again: `webhookDelay`.
 */
export function createWebhookSender({ pool, timeoutMs = 15_000 }: WebhookSenderOptions = {}): WebhookSender {
  const connections = pool ?? createConnectionPool()
  const client = createHttpClient({
    limits: { connectMs: Math.min(5_000, timeoutMs), firstEventMs: timeoutMs, totalMs: timeoutMs },
    pool: connections,
  })
  return {
    async send({ url, secret }, message, signal) {
      try {
        const headers = webhookHeaders(message, secret, Date.now())
        const answer = await client.post(url, { headers, body: message.body, ...(signal ? { signal } : {}) })
        answer.discard()
        const { status } = answer
        if (status >= 200 && status < 300) return { ok: true, status }
        const after = retryAfterSeconds(answer.headers['retry-after'])
        return {
          ok: false,
          status,
          reason: refusal(status),
          gone: status === 410,
          ...(after === undefined ? {} : { retryAfterSeconds: after }),
        }
      } catch (error) {
        return { ok: false, reason: failure(error, timeoutMs), gone: false }
      }
    },
    async [Symbol.asyncDispose]() {
      if (pool === undefined) await connections.close()
    },
  }
}

function refusal(status: number): string {
  if (status >= 300 && status < 400) return `It answers with a redirect (HTTP ${status}), which is not followed.`
  if (status === 410) return 'It wants to hear of nothing any more (HTTP 410).'
  return `It answers with HTTP ${status}.`
}

/** The errors of the HTTP client speak of agents. */
function failure(error: unknown, timeoutMs: number): string {
  if (!isGatewayError(error)) return 'It could not be reached.'
  if (error.code === 'AGENT_TIMEOUT') return `It did not answer within ${timeoutMs / 1_000} seconds.`
  if (error.code === 'CANCELED') return 'The gateway stopped before it had answered.'
  return error.message.replace("The agent's", 'Its').replace('The agent', 'It').replace('the agent', 'it')
}
