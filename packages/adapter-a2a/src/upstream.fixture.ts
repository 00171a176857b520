/** For the tests of this package: real servers on the loopback address. */
import { once } from 'node:events'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { Agent, CallContext, Fact, GatewayError, StreamResponse } from '@gateway/core'
import { isGatewayError } from '@gateway/core'
import { a2aAdapter } from './a2a-adapter.ts'
import type { A2ASettings } from './settings.ts'

export interface Upstream extends AsyncDisposable {
  readonly url: string
  /** Open connections. */
  connections(): Promise<number>
}

export async function serve(listener: RequestListener): Promise<Upstream> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    connections: () =>
      new Promise((resolve, reject) =>
        server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export interface RpcRequest {
  readonly id: unknown
  readonly method: string
  readonly params: unknown
  readonly headers: IncomingMessage['headers']
}

/** An upstream that hands each JSON-RPC request over as it was sent. */
export function serveRpc(answer: (request: RpcRequest, response: ServerResponse) => void): Promise<Upstream> {
  return serve(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { id, method, params } = JSON.parse(Buffer.concat(chunks).toString())
    answer({ id, method, params, headers: request.headers }, response)
  })
}

export const json = (response: ServerResponse, body: unknown, status = 200) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

export function testContext(context: Partial<CallContext> = {}): CallContext & { readonly facts: Fact[] } {
  const facts: Fact[] = []
  return {
    requestId: 'request-1',
    caller: { keyId: 'key-1', role: 'member', agents: { access: 'all' } },
    owner: { keyId: 'key-1' },
    signal: new AbortController().signal,
    headers: {},
    agent: { id: 'agent-1', name: 'agent' },
    ...context,
    facts,
    observe: (fact) => facts.push(fact),
  }
}

export const hello = { message: { messageId: 'm1', role: 'ROLE_USER', parts: [{ text: 'hello' }] } } as const

export async function collect<Event>(events: AsyncIterable<Event>, into: Event[] = []): Promise<Event[]> {
  for await (const event of events) into.push(event)
  return into
}

export async function waitFor(condition: () => boolean | Promise<boolean>, milliseconds = 5000): Promise<void> {
  const until = Date.now() + milliseconds
  while (!(await condition())) {
    if (Date.now() > until) throw new Error('waited in vain')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

export const connect = (url: string, settings: Partial<A2ASettings> = {}): Agent =>
  a2aAdapter.connect({ url, ...settings })
export const send = (url: string, settings: Partial<A2ASettings> = {}) =>
  connect(url, settings).sendMessage(hello, testContext({ version: '1.0' }))
export const stream = (url: string, into: StreamResponse[] = [], settings: Partial<A2ASettings> = {}) =>
  collect(connect(url, settings).streamMessage(hello, testContext({ version: '1.0' })), into)

export async function failure(promise: Promise<unknown>): Promise<GatewayError> {
  const error = await promise.then(
    (value) => new Error(`expected a failure, got ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  )
  if (!isGatewayError(error)) throw error
  if (/127\.0\.0\.1|password/.test(error.message)) throw new Error(`a leak in: ${error.message}`)
  return error
}

export const result = (text: string) => ({ message: { messageId: 'r', role: 'ROLE_AGENT', parts: [{ text }] } })
export const event = (id: unknown, text: string) =>
  `data: ${JSON.stringify({ jsonrpc: '2.0', id, result: result(text) })}\n\n`
export const eventStream = (response: ServerResponse, headers = {}) =>
  response.writeHead(200, { 'content-type': 'text/event-stream', ...headers })
export const textsOf = (events: readonly StreamResponse[]) => events.map(({ message }) => message?.parts[0]?.text)
