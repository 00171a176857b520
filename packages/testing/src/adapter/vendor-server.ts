import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { JsonValue } from '@gateway/core'
import { sendReply } from './send-reply.ts'
import type { Vendor, VendorAnswer, VendorReply, VendorRequest } from './vendor.ts'
import { VendorExchange } from './vendor-exchange.ts'

/** What happens to a request that begins work. */
export type Behavior = (exchange: VendorExchange) => Promise<void> | void

/** What happens to a request before anything else is asked; `undefined` lets it go on. */
export type Gate = (request: VendorRequest) => VendorReply | undefined

/** The suite's server in the vendor's place, with everything that reached it. */
export class VendorServer {
  /** Without a slash behind it. */
  readonly url: string
  readonly requests: VendorRequest[] = []
  readonly exchanges: VendorExchange[] = []
  /** What the vendor would have refused. */
  readonly problems: string[] = []
  readonly #close: () => Promise<void>

  private constructor(url: string, close: () => Promise<void>) {
    this.url = url
    this.#close = close
  }

  static async start(vendor: Vendor, behavior: Behavior, gate: Gate = () => undefined): Promise<VendorServer> {
    const http = createServer((incoming, response) => void receive(incoming, response))
    http.listen(0, '127.0.0.1')
    await once(http, 'listening')
    const address = http.address()
    if (address === null || typeof address === 'string') throw new TypeError('no port')
    const server = new VendorServer(`http://127.0.0.1:${address.port}`, async () => {
      http.closeAllConnections()
      await new Promise((done) => http.close(done))
    })

    async function receive(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
      response.on('error', () => {})
      const request = await readRequest(incoming).catch(() => undefined)
      if (request === undefined) return
      server.requests.push(request)
      const problem = vendor.problem?.(request)
      if (problem !== undefined) server.problems.push(`${request.method} ${request.target}: ${problem}`)
      const answer = problem === undefined ? vendor.answer(request) : undefined
      const exchange = answer === undefined ? undefined : server.#begin(request, answer, response)
      const reply = gate(request)
      if (reply !== undefined) return sendReply(response, reply)
      if (problem !== undefined) return sendReply(response, { status: 400 })
      if (exchange !== undefined) return behavior(exchange)
      sendReply(response, vendor.aside?.(request, server.#progress()) ?? { status: 404 })
    }
    return server
  }

  #begin(request: VendorRequest, answer: VendorAnswer, response: ServerResponse): VendorExchange {
    const exchange = new VendorExchange(request, answer, response)
    this.exchanges.push(exchange)
    return exchange
  }

  #progress() {
    return { begun: this.exchanges.length, complete: this.exchanges.at(-1)?.complete ?? false }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#close()
  }
}

async function readRequest(incoming: IncomingMessage): Promise<VendorRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const body = Buffer.concat(chunks).toString('utf8')
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(incoming.headers)) headers[name] = [value ?? ''].flat().join(', ')
  return { method: incoming.method ?? '', target: incoming.url ?? '', headers, body, json: jsonOf(body) }
}

function jsonOf(body: string): JsonValue | undefined {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
