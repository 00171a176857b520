/**
 * For the tests of this package: a stand-in for the data plane of Foundry's Agent Service, because no emulator of it
 * exists. It speaks the wire that the real SDK was seen to read and write, and refuses what the service refuses.
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { JsonObject, JsonValue } from '@gateway/core'
import { isJsonObject } from '@gateway/core'
import { type Output, type ScriptedAnswer, writeEvents } from './scripted-answer.fixture.ts'

export const TOKEN = 'ey.entra.token'
const PROJECT = '/api/projects/p1'
const AGENTS = new Set(['planner', 'container'])

export interface Received {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: IncomingMessage['headers']
  readonly body: JsonObject
}

/** What the agent answers to a request. */
export type Script = (body: JsonObject, round: number) => ScriptedAnswer

interface Stored {
  readonly id: string
  readonly conversation: string | undefined
  readonly background: boolean
  readonly events: JsonObject[]
  readonly waiting: Set<() => void>
  readonly canceled: AbortController
  ended: boolean
}

export class FoundryService implements AsyncDisposable {
  readonly requests: Received[] = []
  /** Every stream of a response, to be cut by a test. */
  readonly streams = new Set<ServerResponse>()
  /** What the project knows of its agents, beyond their names. */
  agentFacts: JsonObject = {}
  readonly #server = createServer((request, response) => {
    void this.#answer(request, response).catch((error) => response.destroy(error))
  })
  readonly #conversations = new Map<string, { busy: boolean }>()
  /** What waits for an answer, by the conversation or the response that asked. */
  readonly #pending = new Map<string, JsonObject[]>()
  readonly #responses = new Map<string, Stored>()
  readonly #files = new Map<string, { type: string; bytes: string }>()
  readonly #script: Script
  #made = 0

  private constructor(script: Script) {
    this.#script = script
  }

  static async start(script: Script): Promise<FoundryService> {
    const service = new FoundryService(script)
    service.#server.listen(0, '127.0.0.1')
    await once(service.#server, 'listening')
    return service
  }

  get url(): string {
    const address = this.#server.address()
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}${PROJECT}`
  }

  /** Bytes that `GET` of a file's content gives. */
  addFile(path: string, type: string, bytes: string): void {
    this.#files.set(`${PROJECT}/openai/v1/${path}`, { type, bytes })
  }

  forget(): void {
    this.#responses.clear()
  }

  /** What was sent to begin responses. */
  get begun(): JsonObject[] {
    return this.requests
      .filter(({ method, path }) => method === 'POST' && path.endsWith('/responses'))
      .map(({ body }) => body)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((done) => this.#server.close(done))
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', 'http://service')
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const parsed: JsonValue = chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString())
    const body = isJsonObject(parsed) ? parsed : {}
    const { method = '', headers } = request
    this.requests.push({ method, path: url.pathname, query: url.search, headers, body })
    if (headers.authorization !== `Bearer ${TOKEN}`)
      return refuse(response, 401, '401', 'Principal does not have access')
    const hosted = url.pathname.startsWith(`${PROJECT}/agents/container/endpoint/protocols/openai/`)
    if (hosted && url.searchParams.get('api-version') !== 'v1')
      return refuse(response, 400, 'invalid_request', 'api-version')
    const path = url.pathname.replace(/^.*\/(openai\/v1|protocols\/openai)\//, '')
    const file = this.#files.get(url.pathname)
    if (method === 'GET' && file !== undefined) {
      response.writeHead(200, { 'content-type': file.type }).end(file.bytes)
      return
    }
    if (method === 'POST' && path === 'conversations' && !hosted) return this.#converse(response)
    if (method === 'POST' && path === 'responses') return this.#respond(body, response, hosted)
    const [, agent = ''] = /\/agents\/([^/]+)$/.exec(url.pathname) ?? []
    if (method === 'GET' && AGENTS.has(agent)) {
      if (url.searchParams.get('api-version') !== 'v1') return refuse(response, 400, 'invalid_request', 'api-version')
      return json(response, {
        id: agent,
        name: agent,
        versions: { latest: { version: '3', description: 'Plans.' } },
        ...this.agentFacts,
      })
    }
    const [, id = '', action] = /^responses\/([^/]+)(?:\/(cancel))?$/.exec(path) ?? []
    const stored = this.#responses.get(id)
    if (stored === undefined) return refuse(response, 404, 'not_found', `No response ${id}`)
    if (method === 'POST' && action === 'cancel') return this.#cancel(stored, response)
    if (method !== 'GET') return refuse(response, 405, 'method_not_allowed', method)
    if (url.searchParams.get('stream') !== 'true') return json(response, this.#whole(stored))
    if (!stored.background) return refuse(response, 400, 'invalid_request_error', 'not created in the background')
    return this.#stream(stored, response, Number(url.searchParams.get('starting_after') ?? -1))
  }

  #converse(response: ServerResponse): void {
    const id = `conv_${++this.#made}`
    this.#conversations.set(id, { busy: false })
    json(response, { id, object: 'conversation', created_at: 1, metadata: {} })
  }

  async #respond(body: JsonObject, response: ServerResponse, hosted: boolean): Promise<void> {
    const problem = hosted ? hostedProblem(body) : promptProblem(body)
    if (problem !== undefined) return refuse(response, problem.status ?? 400, problem.code, problem.code)
    const { conversation: named, previous_response_id: previous } = body
    const conversation = typeof named === 'string' ? this.#conversations.get(named) : undefined
    if (typeof named === 'string' && conversation === undefined)
      return refuse(response, 400, 'invalid_request_error', 'Malformed identifier')
    if (typeof previous === 'string' && !this.#responses.has(previous))
      return refuse(response, 404, 'not_found', 'previous response')
    if (conversation?.busy)
      return refuse(response, 409, 'conflict', 'Another process is currently operating on this conversation')
    const open = unanswered(this.#pending.get(String(named ?? previous)) ?? [], body)
    if (open !== undefined) return refuse(response, 400, 'invalid_request_error', open)
    const stored: Stored = {
      id: `${hosted ? 'caresp' : 'resp'}_${++this.#made}`,
      conversation: typeof named === 'string' ? named : undefined,
      background: body.background === true,
      events: [],
      waiting: new Set(),
      canceled: new AbortController(),
      ended: false,
    }
    this.#responses.set(stored.id, stored)
    if (conversation !== undefined) conversation.busy = true
    const answer = this.#script(body, this.begun.length)
    // What is not in the background ends with its connection.
    if (!stored.background) response.on('close', () => stored.canceled.abort())
    void this.#work(stored, answer, hosted).finally(() => {
      stored.ended = true
      if (conversation !== undefined) conversation.busy = false
      this.#pending.set(stored.conversation ?? stored.id, answer.output.flatMap(pendingOf))
      for (const wake of stored.waiting) wake()
    })
    if (body.stream !== true) return json(response, this.#whole(stored))
    await this.#stream(stored, response, -1)
  }

  async #work(stored: Stored, answer: ScriptedAnswer, hosted: boolean): Promise<void> {
    const facts = { id: stored.id, ...(hosted ? { agent_session_id: 'sandbox-1' } : {}), model: 'gpt-5.1' }
    for await (const event of writeEvents(answer, facts, stored.canceled.signal)) {
      stored.events.push({ ...event, sequence_number: stored.events.length })
      for (const wake of stored.waiting) wake()
    }
  }

  async #stream(stored: Stored, response: ServerResponse, after: number): Promise<void> {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
    this.streams.add(response)
    let wake = () => {}
    const woken = () => wake()
    stored.waiting.add(woken)
    response.once('close', () => {
      this.streams.delete(response)
      stored.waiting.delete(woken)
      wake()
    })
    for (let next = after + 1; !response.destroyed; ) {
      const event = stored.events[next]
      if (event !== undefined) {
        response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
        next += 1
      } else if (stored.ended) {
        response.end()
        return
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
  }

  #cancel(stored: Stored, response: ServerResponse): void {
    if (!stored.background) {
      refuse(response, 400, 'invalid_request_error', 'Cannot cancel a synchronous response.')
      return
    }
    stored.canceled.abort()
    json(response, { id: stored.id, object: 'response', status: 'cancelled', output: [] })
  }

  #whole(stored: Stored): JsonObject {
    const last = stored.events.at(-1)?.response
    return isJsonObject(last) ? last : { id: stored.id, object: 'response', status: 'in_progress', output: [] }
  }
}

interface Problem {
  readonly code: string
  readonly status?: number
}

function promptProblem(body: JsonObject): Problem | undefined {
  if ('agent' in body) return { code: 'unknown_parameter' }
  if ('previous_response_id' in body && 'conversation' in body) return { code: 'mutually_exclusive' }
  const { agent_reference: reference } = body
  if (!isJsonObject(reference) || reference.type !== 'agent_reference') return { code: 'missing_agent_reference' }
  return AGENTS.has(String(reference.name)) ? commonProblem(body) : { code: 'not_found', status: 404 }
}

function hostedProblem(body: JsonObject): Problem | undefined {
  if ('agent_reference' in body || 'agent' in body) return { code: 'unknown_parameter' }
  return commonProblem(body)
}

function commonProblem(body: JsonObject): Problem | undefined {
  if (body.background === true && body.store === false) return { code: 'background_requires_store' }
  if (!Array.isArray(body.input) || body.input.length === 0) return { code: 'missing_input' }
  for (const item of body.input) {
    const content = isJsonObject(item) ? item.content : undefined
    for (const part of Array.isArray(content) ? content : []) {
      if (isJsonObject(part) && String(part.text).includes('forbidden')) return { code: 'content_filter' }
    }
  }
  return undefined
}

const pendingOf = ({ item }: Output): JsonObject[] =>
  item !== undefined && (item.type === 'function_call' || item.type === 'mcp_approval_request') ? [item] : []

/** The service wants an output for each call of a function before anything else, and knows what it asked approval for. */
function unanswered(pending: readonly JsonObject[], { input }: JsonObject): string | undefined {
  const items = Array.isArray(input) ? input.filter(isJsonObject) : []
  const outputs = items.flatMap(({ call_id }) => (typeof call_id === 'string' ? [call_id] : []))
  const missing = pending.find(({ type, call_id }) => type === 'function_call' && !outputs.includes(String(call_id)))
  if (missing !== undefined) return `No tool output found for function call ${missing.call_id}.`
  const asked = new Set(pending.map(({ id }) => id))
  const unknown = items.find(
    (item) => item.type === 'mcp_approval_response' && !asked.has(item.approval_request_id ?? ''),
  )
  return unknown === undefined ? undefined : 'approval_request_id'
}

function json(response: ServerResponse, body: JsonObject): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'request-1' })
    .end(JSON.stringify({ error: { code, message: `LEAK ${message}`, type: 'invalid_request_error', param: null } }))
}
