import type { ServerResponse } from 'node:http'
import type { Reply } from './http-exchange.ts'
import type { NodeBindings } from './node-exchange.ts'

/** Writes a reply to a Node response: at once where it is whole, else until all is handed over, or the reader has left. */
export function writeReply(reply: Reply, bindings: NodeBindings): Promise<void> | undefined {
  const { status, headers, body, cookies } = reply
  if (cookies !== undefined) bindings.outgoing.setHeader('set-cookie', cookies)
  if (typeof body !== 'string') return writeChunks(status, headers, body, bindings)
  const { incoming, outgoing } = bindings
  if (!incoming.complete) return writeEarlyReply(status, headers, body, bindings)
  // 204 and 304 have no body, and 204 may not even say how long it is (RFC 9110 §8.6).
  outgoing.writeHead(status, body === '' ? headers : { ...headers, 'content-length': Buffer.byteLength(body) })
  outgoing.end(body)
  return undefined
}

async function writeChunks(
  status: number,
  headers: Reply['headers'],
  body: AsyncIterator<string, undefined>,
  { outgoing }: NodeBindings,
): Promise<void> {
  outgoing.writeHead(status, headers)
  try {
    for (;;) {
      const result = await body.next()
      if (result.done) break
      // Node joins what is written before the event loop goes on.
      outgoing.write(result.value)
      if (isHeldBack(outgoing)) await drained(outgoing)
      if (outgoing.destroyed) break
    }
  } finally {
    await body.return?.()
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

/** Where the reader's pace shows: what a response has handed to its socket waits there. */
const writableOf = (outgoing: ServerResponse) => outgoing.socket ?? outgoing

const isHeldBack = (outgoing: ServerResponse) => !outgoing.destroyed && writableOf(outgoing).writableNeedDrain

function drained(outgoing: ServerResponse): Promise<void> {
  if (!isHeldBack(outgoing)) return Promise.resolve()
  const writable = writableOf(outgoing)
  return new Promise((resolve) => {
    const done = () => {
      writable.off('drain', done)
      outgoing.off('close', done)
      resolve()
    }
    writable.once('drain', done)
    outgoing.once('close', done)
  })
}
