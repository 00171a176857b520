import type { IncomingMessage, ServerResponse } from 'node:http'
import { serve, type TestServer } from './agent-script.ts'
import type { Wire } from './wire.ts'

/** A request that reached the agent, read whole. */
export interface WildCall {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** The body, and what it says; empty where it is not JSON. */
  readonly body: string
  readonly id: unknown
  readonly method: string
  readonly params: Wire
  /** What the message says. */
  readonly text: string
  /** Answers a result, in the shape it has. */
  result(result: unknown): void
  /** Begins a stream. */
  begin(headers?: Record<string, string>): void
  /** Sends one event of a stream. */
  event(result: unknown): boolean
}

export interface WildAgent extends TestServer {
  /** The calls that reached it. */
  readonly calls: WildCall[]
  /** How many of them wait for their answer to end. */
  readonly open: number
}

/** An agent on a bare Node server, free to misbehave. Without a card, unless `card` says one. */
export async function wildAgent(
  answer: (call: WildCall) => unknown,
  card?: (url: string) => object,
): Promise<WildAgent> {
  const calls: WildCall[] = []
  let open = 0
  const server = await serve(async (request, response) => {
    const chunks: Buffer[] = []
    try {
      for await (const chunk of request) chunks.push(chunk)
    } catch {
      return
    }
    if (request.method === 'GET') {
      response.writeHead(card ? 200 : 404, { 'content-type': 'application/json' })
      response.end(JSON.stringify(card?.(`http://${request.headers.host}/`) ?? {}))
      return
    }
    const body = Buffer.concat(chunks).toString()
    const { id, method, params } = JSON.parse(body)
    open += 1
    response.once('close', () => {
      open -= 1
    })
    const envelope = (result: unknown) => JSON.stringify({ jsonrpc: '2.0', id, result })
    const call: WildCall = {
      request,
      response,
      body,
      id,
      method,
      params,
      text: params?.message?.parts?.[0]?.text ?? '',
      result(result) {
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(envelope(result))
      },
      begin(headers = {}) {
        response.writeHead(200, { 'content-type': 'text/event-stream', ...headers })
        response.flushHeaders()
      },
      event: (result) => response.write(`data: ${envelope(result)}\n\n`),
    }
    calls.push(call)
    await answer(call)
  })
  return {
    url: server.url,
    connections: server.connections,
    calls,
    get open() {
      return open
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

/** A task in the words of 1.0. */
export const task10 = (id: string, state = 'TASK_STATE_COMPLETED', contextId = `context-of-${id}`) => ({
  id,
  contextId,
  status: { state, timestamp: '2026-01-31T12:00:00Z' },
})

/** A status update in the words of 1.0. */
export const status10 = (taskId: string, state: string, contextId = `context-of-${taskId}`) => ({
  statusUpdate: { taskId, contextId, status: { state, timestamp: '2026-01-31T12:00:00Z' } },
})

/** A piece of an artifact in the words of 1.0. */
export const piece10 = (taskId: string, text: string, append: boolean, contextId = `context-of-${taskId}`) => ({
  artifactUpdate: { taskId, contextId, artifact: { artifactId: 'a1', parts: [{ text }] }, append, lastChunk: false },
})

/** A card that says 1.0 only, so that every caller's message arrives in the words of 1.0. */
export const card10 = (url: string) => ({
  name: 'Wild',
  description: 'Does what the test says.',
  version: '1',
  supportedInterfaces: [{ url, protocolBinding: 'JSONRPC', protocolVersion: '1.0' }],
  capabilities: { streaming: true, pushNotifications: true },
  defaultInputModes: ['text/plain'],
  defaultOutputModes: ['text/plain'],
  skills: [],
})
