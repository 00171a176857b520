/** For the tests of this package: real servers on the loopback address, and what is done with them. */
import { once } from 'node:events'
import type { RequestListener, Server } from 'node:http'
import { createServer } from 'node:http'
import type { Socket, Server as TcpServer } from 'node:net'
import { createServer as createTcpServer } from 'node:net'
import type { GatewayError } from '@gateway/core'
import { isGatewayError } from '@gateway/core'
import type { HttpClient } from './http-client.ts'
import { createHttpClient } from './http-client.ts'
import type { Limits } from './limits.ts'
import type { ServerSentEvent } from './server-sent-events.ts'

const closers: (() => Promise<unknown>)[] = []

/** Stops everything that the last test started. */
export async function closeAll(): Promise<void> {
  for (const close of closers.splice(0)) await close()
}

export function client(limits: Partial<Limits> = {}): HttpClient {
  const made = createHttpClient({ limits })
  closers.unshift(() => made.close())
  return made
}

export async function serve(
  listener: RequestListener,
): Promise<{ url: string; server: Server; open(): Promise<number> }> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  })
  return {
    url: `http://127.0.0.1:${portOf(server)}/`,
    server,
    open: () =>
      new Promise((done, fail) => server.getConnections((error, count) => (error ? fail(error) : done(count)))),
  }
}

/** An upstream that writes bytes of its own, valid HTTP or not. */
export async function serveRaw(onRequest: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('data', () => onRequest(socket))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((done) => server.close(done))
  })
  return `http://127.0.0.1:${portOf(server)}/`
}

export async function failure(promise: Promise<unknown>): Promise<GatewayError> {
  const error = await promise.then(
    (value) => new Error(`expected a failure, got ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  )
  if (!isGatewayError(error)) throw error
  if (error.message.includes('127.0.0.1')) throw new Error(`an address in: ${error.message}`)
  return error
}

export const post = (url: string, limits: Partial<Limits> = {}) => client(limits).post(url, { body: '{}' })
export const text = async (url: string, limits: Partial<Limits> = {}) => (await post(url, limits)).text()

export async function collect(events: AsyncIterable<ServerSentEvent>, into: string[] = []): Promise<string[]> {
  for await (const event of events) into.push(event.data)
  return into
}

export const waitFor = async (condition: () => boolean | Promise<boolean>, milliseconds = 5000) => {
  const until = Date.now() + milliseconds
  while (!(await condition())) {
    if (Date.now() > until) throw new Error('waited in vain')
    await new Promise((done) => setTimeout(done, 10))
  }
}

/** Waits until a count no longer changes. */
export const settled = async (count: () => number) => {
  for (let before = -1; before !== count(); ) {
    before = count()
    await new Promise((done) => setTimeout(done, 200))
  }
}

function portOf(server: TcpServer): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  return address.port
}
