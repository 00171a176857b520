import { ApiError } from '@gateway/client'
import { EventSourceParserStream } from 'eventsource-parser/stream'
import { z } from 'zod/mini'
import type { Frame } from './frame.ts'
import { excerptOf, labelOf } from './frame.ts'
import { METHODS, type Operation, type Version } from './version.ts'

export interface AgentCall {
  /** Name or id of the agent. */
  readonly agent: string
  readonly version: Version
  readonly operation: Operation
  readonly params: object
  /** Ends the request. */
  readonly signal: AbortSignal
  /** Of the session: the gateway asks for it with each call. */
  readonly csrfToken: string | undefined
  /** The number of the last event that was seen: the stream goes on behind it. */
  readonly lastEventId?: string | undefined
  /** Is told each JSON text as it goes and comes. */
  readonly onFrame?: ((frame: Omit<Frame, 'id'>) => void) | undefined
}

export interface AgentAnswer {
  readonly result: unknown
  /** Its number, where the gateway numbers the events of a task. */
  readonly eventId: string | undefined
}

const answer = z.object({
  result: z.optional(z.unknown()),
  error: z.optional(z.object({ code: z.number(), message: z.string(), data: z.optional(z.unknown()) })),
})
const reasons = z.array(z.object({ reason: z.optional(z.string()) }))

/**
 * Calls an agent as the signed-in person. Gives each answer as it comes: one, or those of a stream. Throws an `ApiError`
 * where the gateway or the agent says what is wrong, and what `fetch` throws where the connection failed.
 */
export async function* callAgent(call: AgentCall): AsyncGenerator<AgentAnswer> {
  const { agent, version, operation, params, signal, csrfToken, lastEventId, onFrame } = call
  // A list is one of 1.0 alone.
  const spoken = operation === 'list' ? '1.0' : version
  const request = { jsonrpc: '2.0', id: crypto.randomUUID(), method: METHODS[spoken][operation], params }
  onFrame?.({ at: Date.now(), direction: 'sent', label: request.method, text: excerptOf(request), json: request })
  const response = await fetch(`/a2a/${encodeURIComponent(agent)}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'a2a-version': spoken,
      ...(csrfToken === undefined ? {} : { 'x-csrf-token': csrfToken }),
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
    body: JSON.stringify(request),
    signal,
  })
  const receive = (text: string, eventId?: string): AgentAnswer => {
    const json = parsed(text)
    onFrame?.({ at: Date.now(), direction: 'received', label: labelOf(json), text: excerptOf(json), json })
    const { data } = answer.safeParse(json)
    if (data === undefined || data.error !== undefined || !response.ok) throw refusal(response, data?.error)
    return { result: data.result, eventId }
  }
  if (response.body === null || !/^text\/event-stream/.test(response.headers.get('content-type') ?? '')) {
    yield receive(await response.text())
    return
  }
  const reader = response.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield receive(value.data, value.id)
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

/** The first answer, of calls that have one. */
export async function answerOfAgent(call: AgentCall): Promise<unknown> {
  for await (const { result } of callAgent(call)) return result
  throw new TypeError('The network connection ended before an answer came.')
}

/** As an error of the admin API, whose code says which it is: its reason, where the version has one. */
function refusal(response: Response, error: z.infer<typeof answer>['error']): ApiError {
  const reason = reasons.safeParse(error?.data).data?.find((each) => each.reason !== undefined)?.reason
  return new ApiError(response, error && { error: { code: reason ?? String(error.code), message: error.message } })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
