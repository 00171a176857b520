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

/** A Node request as an exchange. */
export function nodeExchange({ incoming, outgoing }: NodeBindings, options: OriginOptions): HttpExchange {
  const controller = new AbortController()
  const closed = new Promise<void>((resolve) => {
    outgoing.once('close', () => {
      if (!outgoing.writableFinished) controller.abort(callerLeft())
      resolve()
    })
  })
  const headers = headersOf(incoming)
  const url = incoming.url ?? '/'
  const queryStart = url.indexOf('?')
  const encrypted = 'encrypted' in incoming.socket && incoming.socket.encrypted === true
  const { origin, ip } = requestOrigin(headers, incoming.socket.remoteAddress, encrypted ? 'https' : 'http', options)
  return {
    method: incoming.method ?? 'GET',
    headers,
    get query() {
      return new URLSearchParams(queryStart === -1 ? '' : url.slice(queryStart))
    },
    ip,
    origin,
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    closed,
    text: (limit) => bodyText(incoming, limit),
  }
}
