import type { ServerResponse } from 'node:http'
import type { Reply } from './http-exchange.ts'
import type { NodeBindings } from './node-exchange.ts'

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
      if (!outgoing.write(result.value)) uncork()
      if (isHeldBack(outgoing)) {
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

/**
 * Where the reader's pace shows. A corked response answers `write` for its own buffer alone, whatever waits in its
 * socket, and after that emits no `drain` for what the socket took at once.
 */
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
