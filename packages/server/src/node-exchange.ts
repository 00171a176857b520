import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { HttpExchange } from './http-exchange.ts'
import { callerLeft, tooLarge } from './request-failures.ts'
import type { OriginOptions } from './request-origin.ts'
import { requestOrigin } from './request-origin.ts'

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

function bodyText(incoming: IncomingMessage, limit: number): Promise<string> {
  return new Promise((resolve, reject) => {
    if (Number(incoming.headers['content-length'] ?? 0) > limit) {
      reject(tooLarge(limit))
      return
    }
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

/** A Node request as an exchange. A class, because an accessor in an object literal costs a hidden class for every request. */
class NodeExchange implements HttpExchange {
  readonly method: string
  readonly headers: HttpExchange['headers']
  readonly ip: string | undefined
  readonly origin: string
  readonly closed: Promise<void>
  readonly #incoming: IncomingMessage
  readonly #controller = new AbortController()

  constructor({ incoming, outgoing }: NodeBindings, options: OriginOptions) {
    this.#incoming = incoming
    this.method = incoming.method ?? 'GET'
    this.headers = headersOf(incoming)
    const { socket } = incoming
    const scheme = 'encrypted' in socket && socket.encrypted === true ? 'https' : 'http'
    const { origin, ip } = requestOrigin(this.headers, socket.remoteAddress, scheme, options)
    this.origin = origin
    this.ip = ip
    this.closed = new Promise<void>((resolve) => {
      outgoing.once('close', () => {
        if (!outgoing.writableFinished) this.abort(callerLeft())
        resolve()
      })
    })
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  get query(): URLSearchParams {
    const url = this.#incoming.url ?? '/'
    const start = url.indexOf('?')
    return new URLSearchParams(start === -1 ? '' : url.slice(start))
  }

  abort(reason: Error): void {
    this.#controller.abort(reason)
  }

  text(limit: number): Promise<string> {
    return bodyText(this.#incoming, limit)
  }
}

/** A Node request as an exchange. */
export function nodeExchange(bindings: NodeBindings, options: OriginOptions): HttpExchange {
  return new NodeExchange(bindings, options)
}
