import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import type { Wire } from './wire.ts'

export const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 'alerts').toString('base64')}`

/** What arrived with a signature that is right. */
export interface Received {
  readonly id: string
  readonly message: Wire
  /** The body and all headers, as they came. */
  readonly raw: string
}

/** How a receiver answers: with a status, or not at all. */
export type Reaction = number | 'silence'

export interface WebhookReceiver extends AsyncDisposable {
  readonly url: string
  /** Everything that arrived, in order. */
  readonly received: readonly Received[]
  /** Answers these first, one each; then 204. */
  react(...reactions: Reaction[]): void
}

/** A real receiver of webhooks, which answers 401 where the library of Standard Webhooks does not take the signature. */
export async function webhookReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = []
  let reactions: Reaction[] = []
  const webhook = new Webhook(WEBHOOK_SECRET)
  const server = createServer(async (request, response) => {
    const body = await text(request)
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    try {
      const message: Wire = webhook.verify(body, headers)
      received.push({ id: headers['webhook-id'] ?? '', message, raw: body + JSON.stringify(headers) })
    } catch {
      response.writeHead(401).end()
      return
    }
    const reaction = reactions.shift() ?? 204
    if (reaction !== 'silence') response.writeHead(reaction).end('not to be shown')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/hooks/canary-in-the-address`,
    received,
    react(...next) {
      reactions = [...reactions, ...next]
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
