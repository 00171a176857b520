import type { IncomingMessage, ServerResponse } from 'node:http'
import { gatewayError } from '@gateway/core'
import type { HttpExchange, Reply } from './http-exchange.ts'
import type { OriginOptions } from './request-origin.ts'
import { requestOrigin } from './request-origin.ts'

/** What `@hono/node-server` hands to a route beside the request. */
export interface NodeBindings {
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
}

/** Thrown into the call of a caller that has left. */
export const callerLeft = () => gatewayError('CANCELED', 'The caller left before the answer was complete.')

export const tooLarge = (limit: number) =>
  gatewayError(
    'REQUEST_TOO_LARGE',
    `The request body is larger than the ${limit} bytes that are accepted. Send less, or raise limits.bodyBytes.`,
  )

/** Headers as one string each. */
function headersOf(incoming: IncomingMessage): Record<string, string | undefined> {
  const { headers } = incoming
  // Node gives an array for set-cookie alone, which requests do not carry.
  return headers as Record<string, string | undefined>
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
    incoming.on('close', () => reject(callerLeft()))
  })
}

/** A Node request as an exchange. */
export function nodeExchange({ incoming, outgoing }: NodeBindings, options: OriginOptions): HttpExchange {
  const controller = new AbortController()
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) controller.abort(callerLeft())
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
    text: (limit) => bodyText(incoming, limit),
  }
}

/** Writes a reply to a Node response. Resolves when all is handed over, or the reader has left. */
export async function writeReply(reply: Reply, { incoming, outgoing }: NodeBindings): Promise<void> {
  const { body } = reply
  if (typeof body === 'string') {
    if (!incoming.complete) return writeEarlyReply(reply.status, reply.headers, body, { incoming, outgoing })
    outgoing.writeHead(reply.status, reply.headers)
    outgoing.end(body)
    return
  }
  outgoing.writeHead(reply.status, reply.headers)
  // Events that are there at once leave in one packet; each still goes out in the turn it came.
  let corked = false
  const uncork = () => {
    if (!corked) return
    corked = false
    outgoing.uncork()
  }
  try {
    for (;;) {
      const result = await body.next()
      if (result.done) break
      if (!corked) {
        corked = true
        outgoing.cork()
        setImmediate(uncork)
      }
      if (!outgoing.write(result.value)) {
        uncork()
        await drained(outgoing)
      }
      if (outgoing.destroyed) break
    }
  } finally {
    await body.return?.()
    // Node writes the end of a corked response before what is corked.
    uncork()
    outgoing.end()
  }
}

/** How long a sender that is told to stop may go on sending. */
const LINGER_MS = 2_000

/**
 * Answers a request whose body was not read to its end; no other can follow on its connection. Closing it while bytes
 * come in would reset it, and the sender might never see the answer, so what still comes is thrown away for a while.
 */
async function writeEarlyReply(
  status: number,
  headers: Reply['headers'],
  body: string,
  { incoming, outgoing }: NodeBindings,
): Promise<void> {
  outgoing.writeHead(status, { ...headers, connection: 'close', 'content-length': Buffer.byteLength(body) })
  outgoing.write(body)
  await new Promise<void>((resolve) => {
    if (incoming.destroyed) return resolve()
    const timer = setTimeout(resolve, LINGER_MS)
    incoming.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
    incoming.resume()
  })
  outgoing.end()
}

function drained(outgoing: ServerResponse): Promise<void> {
  if (outgoing.destroyed || !outgoing.writableNeedDrain) return Promise.resolve()
  return new Promise((resolve) => {
    const done = () => {
      outgoing.off('drain', done)
      outgoing.off('close', done)
      resolve()
    }
    outgoing.once('drain', done)
    outgoing.once('close', done)
  })
}
