import type { GuardedUrl, HttpAnswer, HttpClient } from '@gateway/adapter-kit'
import type { JsonValue, Operation, ProtocolVersion, RequestOf, ResponseOf } from '@gateway/core'
import { dialects, gatewayError, isJsonObject, memberText, rememberSource } from '@gateway/core'
import { findRepairs } from './find-repairs.ts'
import { httpRefusal } from './http-refusal.ts'
import { isErrorAnswer, readJson, readResult, writeRequest } from './json-rpc-envelope.ts'
import { JsonRpcEvents } from './json-rpc-events.ts'
import { fixedHeaders, requestHeaders } from './request-headers.ts'
import { sameJson } from './same-json.ts'
import { StreamedText } from './streamed-text.ts'
import type { TextHabits } from './text-habits.ts'
import type { Transport, TransportContext } from './transport.ts'

/** As in `AgentInterface.protocolBinding`. */
export const BINDING = 'JSONRPC'
const ANSWER = 'application/json'
const EVENTS = 'text/event-stream'

/** A request that was sent: its id, and what comes back. */
export interface SentRequest {
  readonly id: string
  readonly answer: Promise<HttpAnswer>
}

/** A2A over JSON-RPC 2.0 (specification §9), with server-sent events for streams. */
export function jsonRpcTransport(options: {
  readonly client: HttpClient
  readonly url: GuardedUrl
  /** The operator's headers. */
  readonly headers: Readonly<Record<string, string>>
  /** What is known of how the agent streams text; what its streams show is kept there. */
  readonly habits: TextHabits
}): Transport {
  const { client, url, habits } = options
  const headersFor = (accept: string): Record<ProtocolVersion, Readonly<Record<string, string>>> => ({
    '0.3': fixedHeaders('0.3', accept, options.headers),
    '1.0': fixedHeaders('1.0', accept, options.headers),
  })
  const fixed = { unary: headersFor(ANSWER), stream: headersFor(`${EVENTS}, ${ANSWER}`) }
  let requests = 0

  const post = <Name extends Operation>(
    kind: 'unary' | 'stream',
    operation: Name,
    request: RequestOf<Name>,
    version: ProtocolVersion,
    context: TransportContext,
    signal = context.signal,
  ): SentRequest => {
    // Not a bare number: servers that turn it into one would answer another id.
    const id = `r${++requests}`
    const dialect = dialects[version]
    const method = dialect.method(operation)
    if (method === undefined) {
      throw gatewayError('UNSUPPORTED_OPERATION', `The agent speaks A2A ${version}, which has no ${operation}.`)
    }
    const params = JSON.stringify(dialect.encodeRequest(operation, request))
    const body = writeRequest(id, method, params)
    context.observe({ type: 'upstream-request', at: performance.now(), version, binding: BINDING })
    const headers = requestHeaders(fixed[kind][version], version, context)
    return { id, answer: client.post(url, { headers, body, signal }) }
  }

  return {
    binding: BINDING,
    async call(operation, request, version, context) {
      const sent = post('unary', operation, request, version, context)
      const answer = await sent.answer
      const text = await readBody(answer)
      context.observe({ type: 'upstream-response', at: performance.now() })
      return readAnswer(operation, version, context, sent.id, answer, text)
    },
    stream(operation, request, version, context) {
      return new JsonRpcEvents({
        operation,
        version,
        context,
        text: new StreamedText(habits, (repair) => context.observe({ type: 'repair', repair })),
        post: (signal) => post('stream', operation, request, version, context, signal),
      })
    },
  }
}

/** A body that is read as one answer. Throws INVALID_AGENT_RESPONSE when it is a stream. */
export function readBody(answer: HttpAnswer): Promise<string> {
  if (!isEventStream(answer)) return answer.text()
  answer.discard()
  throw gatewayError(
    'INVALID_AGENT_RESPONSE',
    `The agent answered HTTP ${answer.status} with a stream to a call that has one answer.`,
  )
}

export function isEventStream({ headers }: Pick<HttpAnswer, 'headers'>): boolean {
  return headers['content-type']?.trimStart().toLowerCase().startsWith(EVENTS) ?? false
}

/** The answer to a request out of a whole body; throws what the body or the HTTP status says is wrong. */
export function readAnswer<Name extends Operation>(
  operation: Name,
  version: ProtocolVersion,
  context: ReadContext,
  id: string,
  answer: Pick<HttpAnswer, 'status' | 'headers'>,
  text: string,
): ResponseOf<Name> {
  const json = readJson(text)
  const accepted = answer.status >= 200 && answer.status < 300
  const refusedUs = answer.status === 401 || answer.status === 403
  if (refusedUs || json === undefined || !(accepted || isErrorAnswer(json))) throw httpRefusal(answer, text)
  return readResponse(operation, version, context, readResult(operation, json, id), text)
}

/** What reading needs to know of a call: the caller's version, and where to tell what had to be put right. */
type ReadContext = Pick<TransportContext, 'version' | 'observe'>

/**
 * Decodes a result. Where the caller speaks the same version and nothing had to be put right, it remembers the text the
 * result was read from, which is then sent on as it is. Otherwise it tells what was put right.
 */
export function readResponse<Name extends Operation>(
  operation: Name,
  version: ProtocolVersion,
  context: ReadContext,
  result: unknown,
  envelope: string,
): ResponseOf<Name> {
  const dialect = dialects[version]
  const response = dialect.decodeResponse(operation, result)
  if ((context.version ?? version) === version && isSound(result, dialect.encodeResponse(operation, response))) {
    const text = memberText(envelope, 'result')
    if (text !== undefined) rememberSource(response, { version, binding: BINDING, text })
    return response
  }
  for (const repair of findRepairs(operation, version, result)) context.observe({ type: 'repair', repair })
  return response
}

/** Whether a result is already what would be written for it. `final`, which 1.0 has not, is the agent's to say. */
function isSound(result: unknown, written: JsonValue): boolean {
  return isJsonObject(result) && isJsonObject(written) && typeof result.final === 'boolean'
    ? sameJson(result, { ...written, final: result.final })
    : sameJson(result, written)
}
