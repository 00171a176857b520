import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { HttpExchange } from './http-exchange.ts'
import { callerLeft, tooLarge } from './request-failures.ts'
import type { OriginOptions } from './request-origin.ts'
import { requestAddress, requestOrigin } from './request-origin.ts'

/** What `@hono/node-server` hands to a route beside the request. */
export interface NodeBindings {
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
}

/** Node gives an array for set-cookie alone, which requests do not carry. */
function isSingleValued(headers: IncomingHttpHeaders): headers is Record<string, string | undefined> {
  return headers['set-cookie'] === undefined
}

/** Headers as one string each. */
function headersOf({ headers }: IncomingMessage): Readonly<Record<string, string | undefined>> {
  if (isSingleValued(headers)) return headers
  const { 'set-cookie': _notOfRequests, ...others } = headers
  return isSingleValued(others) ? others : {}
}

function bodyText(incoming: IncomingMessage, limit: number): string | Promise<string> {
  if (Number(incoming.headers['content-length'] ?? 0) > limit) throw tooLarge(limit)
  // Nearly every body has come whole with its head: then it is taken at once, without a listener.
  if (!incoming.complete || incoming.readableLength > limit) return arrivingText(incoming, limit)
  const whole: Buffer | null = incoming.read()
  return whole === null ? '' : whole.toString('utf8')
}

function arrivingText(incoming: IncomingMessage, limit: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > limit) {
        incoming.pause()
        incoming.removeAllListeners('data')
        reject(tooLarge(limit))
        return
      }
      chunks.push(chunk)
    })
    incoming.on('end', () => {
      const [only] = chunks
      resolve((chunks.length === 1 && only ? only : Buffer.concat(chunks)).toString('utf8'))
    })
    incoming.on('error', () => reject(callerLeft()))
    incoming.on('close', () => {
      if (!incoming.complete) reject(callerLeft())
    })
  })
}

/** Most requests have none; making one costs more than looking. */
const NO_QUERY = new URLSearchParams()

/** A Node request as an exchange. A class, because an accessor in an object literal costs a hidden class for every request. */
class NodeExchange implements HttpExchange {
  readonly method: string
  readonly headers: HttpExchange['headers']
  readonly ip: string | undefined
  readonly #incoming: IncomingMessage
  readonly #peer: string | undefined
  readonly #options: OriginOptions
  readonly #controller = new AbortController()
  #closed = false
  #onClosed: (() => void) | undefined

  constructor({ incoming, outgoing }: NodeBindings, options: OriginOptions) {
    this.#incoming = incoming
    this.#options = options
    this.method = incoming.method ?? 'GET'
    this.headers = headersOf(incoming)
    // A socket that has closed has no address any more.
    this.#peer = incoming.socket.remoteAddress
    this.ip = requestAddress(this.headers, this.#peer, options)
    outgoing.once('close', () => {
      if (!outgoing.writableFinished) this.abort(callerLeft())
      this.#closed = true
      this.#onClosed?.()
    })
  }

  get origin(): string {
    const { socket } = this.#incoming
    const scheme = 'encrypted' in socket && socket.encrypted === true ? 'https' : 'http'
    return requestOrigin(this.headers, this.#peer, scheme, this.#options)
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  get query(): URLSearchParams {
    const url = this.#incoming.url ?? '/'
    const start = url.indexOf('?')
    return start === -1 ? NO_QUERY : new URLSearchParams(url.slice(start))
  }

  whenClosed(act: () => void): void {
    if (this.#closed) act()
    else this.#onClosed = act
  }

  abort(reason: Error): void {
    this.#controller.abort(reason)
  }

  text(limit: number): string | Promise<string> {
    return bodyText(this.#incoming, limit)
  }
}

/** A Node request as an exchange. */
export function nodeExchange(bindings: NodeBindings, options: OriginOptions): HttpExchange {
  return new NodeExchange(bindings, options)
}
