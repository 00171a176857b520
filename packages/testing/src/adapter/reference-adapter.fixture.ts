/** A small vendor with an adapter that keeps every rule, and what each of its parts is when it keeps one less. */
import type { HttpAnswer, HttpClient } from '@gateway/adapter-kit'
import { agentFromRunner, createHttpClient, limitsFrom, vendorRefusal } from '@gateway/adapter-kit'
import type { Agent, GatewayError, RunContext, RunEvent, Turn } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import type { AdapterUnderTest, SuiteLimits, Vendor } from './vendor.ts'

export const KEY = 'reference-key-1'

/** What a broken adapter does otherwise. */
export interface Parts {
  readonly client: (limits: SuiteLimits) => HttpClient
  readonly key: () => string
  readonly path: (turn: Turn) => string
  readonly headers: (turn: Turn) => Readonly<Record<string, string>>
  readonly signal: (context: RunContext) => AbortSignal | undefined
  /** Sends the request that begins work. */
  readonly post: (send: () => Promise<HttpAnswer>) => Promise<HttpAnswer>
  readonly refusal: (answer: HttpAnswer) => Promise<GatewayError>
  readonly accepts: (contentType: string | undefined) => boolean
  readonly read: (data: string) => unknown
  /** What is told when the answer ended without its end. */
  readonly ended: () => RunEvent | undefined
  readonly run: (run: AsyncIterable<RunEvent>, context: RunContext) => AsyncIterable<RunEvent>
  readonly failure: (reason: string) => string
  readonly wrap: (agent: Agent, url: string) => Agent
}

const PARTS: Parts = {
  client: (limits) => createHttpClient({ limits: limitsFrom(limits) }),
  key: () => KEY,
  path: (turn) => `/conversations/${turn.sessionId}/turns`,
  headers: () => ({}),
  signal: (context) => context.signal,
  post: (send) => send(),
  refusal: async ({ status }) =>
    vendorRefusal(status, { vendor: 'The reference vendor', credentials: 'settings.apiKey', subject: 'settings.url' }),
  accepts: (contentType) => contentType?.startsWith('text/event-stream') ?? false,
  read: (data) => {
    try {
      return JSON.parse(data)
    } catch (cause) {
      throw gatewayError('INVALID_AGENT_RESPONSE', 'An event of the agent is not valid JSON.', { cause })
    }
  },
  ended: () => undefined,
  run: (run) => run,
  failure: () => 'The agent says that it failed.',
  wrap: (agent) => agent,
}

export function referenceAdapter(changes: Partial<Parts> = {}): AdapterUnderTest {
  const parts: Parts = { ...PARTS, ...changes }
  return { vendor: referenceVendor, connect: (url, limits) => parts.wrap(connect(url, limits, parts), url) }
}

function connect(url: string, limits: SuiteLimits, parts: Parts): Agent {
  const client = parts.client(limits)

  async function* run(turn: Turn, context: RunContext): AsyncGenerator<RunEvent> {
    const signal = parts.signal(context)
    const request = {
      ...(signal === undefined ? {} : { signal }),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${parts.key()}`, ...parts.headers(turn) },
      body: JSON.stringify({ text: turn.message.parts[0]?.text, contextId: turn.contextId }),
    }
    const answer = await parts.post(() => client.post(url + parts.path(turn), request))
    if (answer.status !== 200) {
      const error = await parts.refusal(answer)
      answer.discard()
      throw error
    }
    if (!parts.accepts(answer.headers['content-type'])) {
      answer.discard()
      throw gatewayError('INVALID_AGENT_RESPONSE', 'The agent does not answer with an event stream.')
    }
    for await (const { event, data } of answer.events()) {
      if (event === 'done') {
        yield { type: 'done' }
        return
      }
      const value = parts.read(data)
      if (event === 'failed') throw gatewayError('AGENT_ERROR', parts.failure(member(value, 'reason')))
      if (event === 'begun') yield { type: 'started', ref: member(value, 'run') }
      else if (event === 'text') yield { type: 'text', artifactId: turn.runId, text: member(value, 'text') }
      else throw gatewayError('INVALID_AGENT_RESPONSE', 'The agent sent an event that is none of its vendor.')
    }
    const ended = parts.ended()
    if (ended !== undefined) yield ended
  }

  return agentFromRunner({ run: (turn, context) => parts.run(run(turn, context), context) })
}

function member(value: unknown, name: string): string {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
  return typeof found === 'string' ? found : ''
}

const event = (name: string, data: unknown) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`

const TURN = /^\/conversations\/[\w-]+\/turns$/

export const referenceVendor: Vendor = {
  secrets: [KEY],
  answer: ({ method, target }) =>
    method !== 'POST' || !TURN.test(target)
      ? undefined
      : {
          headers: { 'content-type': 'text/event-stream' },
          begin: event('begun', { run: 'run-1' }),
          text: (text) => event('text', { text }),
          end: event('done', {}),
        },
  session: ({ target }) => target.split('/')[2],
  problem: ({ headers }) => (headers.authorization === `Bearer ${KEY}` ? undefined : 'wrong credentials'),
  unparseable: (leak) => `event: text\ndata: {"${leak}\n\n`,
  failure: (leak) => event('failed', { reason: leak }),
}
