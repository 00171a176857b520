import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { isJsonObject, type JsonObject, type JsonValue } from '@gateway/core'

/** An event of a response as the service writes it; `sequence_number` is put in by the stand-in. */
export type ServiceEvent = JsonObject & { readonly type: string }

export interface ServiceRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: JsonObject
}

export interface ServiceOptions {
  /** What the agent does: its events between `response.created` and the end. Pauses where it awaits. */
  readonly agent: (request: ServiceRequest, id: string) => AsyncIterable<ServiceEvent>
  readonly token?: string
  /** The contents of files, by their id. */
  readonly files?: Readonly<Record<string, string>>
}

const PROJECT = '/api/projects/p1'

interface Running {
  readonly background: boolean
  readonly events: ServiceEvent[]
  readonly changed: Set<() => void>
  ended: boolean
  canceled: boolean
}

/**
 * Stands in for a Foundry project, of which none can run here, and refuses what the service refuses: a missing or wrong
 * bearer, ids of conversations that it has not made, `agent` in place of `agent_reference`, both a conversation and a
 * previous response, two responses of one conversation at once (409), cancelling a response in the foreground, joining
 * one that it has not kept. Official facts and captures are its model; texts of errors are its own.
 */
export async function foundryService({ agent, token = 'entra-token', files = {} }: ServiceOptions) {
  const requests: ServiceRequest[] = []
  const conversations = new Map<string, { busy: boolean }>()
  const responses = new Map<string, Running>()
  const sockets = { closedEarly: 0 }
  let made = 0

  const server = createServer((request, response) => {
    void serve(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    )
  })

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const url = new URL(incoming.url ?? '/', 'http://service')
    const parsed: unknown = chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString())
    const body = isJsonObject(parsed) ? parsed : {}
    const method = incoming.method ?? 'GET'
    const path = url.pathname.replace(PROJECT, '')
    requests.push({ method, path, query: url.searchParams, body })
    const fail = (status: number, code: string, message: string) =>
      json(response, { error: { code, message: `${message} (internal detail of the service)` } }, status)
    if (!url.pathname.startsWith(PROJECT)) return fail(404, 'not_found', 'no such project')
    if (incoming.headers.authorization !== `Bearer ${token}`) return fail(401, '401', 'Access denied')
    if (method === 'POST' && path === '/openai/v1/conversations') {
      const id = `conv_${++made}`
      conversations.set(id, { busy: false })
      return json(response, { id, object: 'conversation', created_at: 1, metadata: body.metadata ?? {} })
    }
    const hosted = /^\/agents\/([^/]+)\/endpoint\/protocols\/openai\/responses$/.exec(path)
    if (method === 'POST' && (path === '/openai/v1/responses' || hosted)) {
      const problem = hosted ? hostedProblem(body) : promptProblem(body, conversations)
      if (problem !== undefined) return fail(...problem)
      return respond({ method, path, query: url.searchParams, body }, response)
    }
    const known = /\/responses\/([^/]+)(\/cancel)?$/.exec(path)
    const running = known?.[1] === undefined ? undefined : responses.get(known[1])
    if (known && running === undefined) return fail(404, 'not_found', 'no such response')
    if (running && known?.[2]) {
      if (!running.background) return fail(400, 'invalid_request', 'only background responses can be cancelled')
      running.canceled = true
      push(running, { type: 'response.failed', response: { id: known[1] ?? '', status: 'cancelled' } })
      return json(response, { id: known[1] ?? '', object: 'response', status: 'cancelled' })
    }
    if (running && url.searchParams.get('stream') === 'true') {
      if (!running.background) return fail(400, 'invalid_request', 'the response was not stored')
      return stream(running, response, Number(url.searchParams.get('starting_after') ?? -1) + 1)
    }
    const file = /\/files\/([^/]+)\/content$/.exec(path)?.[1]
    if (file !== undefined && files[file] !== undefined) {
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(files[file])
      return
    }
    if (path === '/agents/my-agent') {
      return json(response, {
        name: 'my-agent',
        versions: { latest: { version: '3', description: 'Reads invoices.' } },
      })
    }
    return fail(404, 'not_found', 'no such thing')
  }

  function respond(request: ServiceRequest, response: ServerResponse): Promise<void> {
    const id = `resp_${++made}`
    const running: Running = {
      background: request.body.background === true,
      events: [],
      changed: new Set(),
      ended: false,
      canceled: false,
    }
    responses.set(id, running)
    const conversation = conversations.get(String(request.body.conversation))
    if (conversation) conversation.busy = true
    const head = {
      id,
      status: 'in_progress',
      agent_session_id: request.path.startsWith('/agents/') ? 'session-1' : null,
    }
    push(running, { type: 'response.created', response: head })
    const work = async () => {
      let gone = false
      response.on('close', () => {
        gone = !running.ended
      })
      for await (const event of agent(request, id)) {
        if (running.canceled || (gone && !running.background)) break
        push(running, event)
      }
      if (conversation) conversation.busy = false
    }
    void work()
    return stream(running, response, 0)
  }

  async function stream(running: Running, response: ServerResponse, from: number): Promise<void> {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    let wake = () => {}
    response.on('close', () => {
      if (!running.ended) sockets.closedEarly += 1
      wake()
    })
    for (let next = from; ; next += 1) {
      while (next >= running.events.length && !running.ended && !response.destroyed) {
        await new Promise<void>((resolve) => {
          wake = resolve
          running.changed.add(resolve)
        })
      }
      const event = running.events[next]
      if (event === undefined || response.destroyed) break
      response.write(`event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number: next })}\n\n`)
    }
    response.end()
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}${PROJECT}`,
    requests,
    sockets,
    /** Requests that began work. */
    begun: () => requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/responses')),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}

function push(running: Running, event: ServiceEvent): void {
  if (running.ended) return
  running.events.push(event)
  running.ended = /^response\.(completed|failed|incomplete)$/.test(event.type)
  for (const wake of running.changed) wake()
  running.changed.clear()
}

function json(response: ServerResponse, value: JsonValue, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'r' }).end(JSON.stringify(value))
}

type Problem = [status: number, code: string, message: string] | undefined

function promptProblem(body: JsonObject, conversations: ReadonlyMap<string, { busy: boolean }>): Problem {
  if (body.agent !== undefined) return [400, 'invalid_payload', 'agent is not known: use agent_reference']
  const reference = body.agent_reference
  if (!isJsonObject(reference) || reference.type !== 'agent_reference' || typeof reference.name !== 'string') {
    return [400, 'invalid_payload', 'agent_reference is missing']
  }
  if (reference.name !== 'my-agent') return [404, 'not_found', 'no such agent']
  if (body.conversation !== undefined && body.previous_response_id !== undefined) {
    return [400, 'invalid_payload', 'conversation and previous_response_id exclude each other']
  }
  const conversation = conversations.get(String(body.conversation))
  if (conversation === undefined) return [400, 'invalid_payload', 'Malformed identifier']
  if (conversation.busy) return [409, 'conflict', 'Another response of this conversation runs']
  return inputProblem(body)
}

function hostedProblem(body: JsonObject): Problem {
  if (body.agent_reference !== undefined || body.conversation !== undefined) {
    return [400, 'invalid_payload', 'an endpoint of a hosted agent takes neither']
  }
  return inputProblem(body)
}

function inputProblem({ input, stream }: JsonObject): Problem {
  if (stream !== true) return [400, 'invalid_payload', 'stream']
  if (!Array.isArray(input) || input.length === 0) return [400, 'invalid_payload', 'input']
  return undefined
}

/** An answer of that text, in pieces, with an end. */
export async function* answer(text: string, id = 'msg_1'): AsyncGenerator<ServiceEvent> {
  yield { type: 'response.output_item.added', item: { type: 'message', id, content: [] } }
  for (const delta of text.match(/.{1,3}/gs) ?? []) {
    yield { type: 'response.output_text.delta', item_id: id, content_index: 0, delta }
  }
  yield item({ type: 'message', id, content: [{ type: 'output_text', text, annotations: [] }] })
  yield completed()
}

export const item = (value: JsonObject): ServiceEvent => ({ type: 'response.output_item.done', item: value })

export const completed = (): ServiceEvent => ({
  type: 'response.completed',
  response: {
    id: 'resp',
    status: 'completed',
    model: 'gpt-x',
    usage: { input_tokens: 7, output_tokens: 5, total_tokens: 12 },
  },
})

/** What the user said last. */
export function said({ body }: ServiceRequest): string {
  const [first]: readonly JsonValue[] = Array.isArray(body.input) ? body.input : []
  const content = isJsonObject(first) && Array.isArray(first.content) ? first.content : []
  const [part]: readonly JsonValue[] = content
  return isJsonObject(part) && typeof part.text === 'string' ? part.text : ''
}
