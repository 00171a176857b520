import type { GatewayError, Operation, ProtocolVersion, ResponseOf } from '@gateway/core'
import {
  dialects,
  encodeJsonRpcError,
  gatewayError,
  isJsonObject,
  isStreamOperation,
  memberTexts,
  parseJson,
  placeOf,
  sourceText,
} from '@gateway/core'
import type { Binding, BindingCall, BindingOptions, DecodedCall } from './binding.ts'
import type { HttpExchange } from './http-exchange.ts'
import { errorHeaders } from './json-reply.ts'
import { errorVersion, methodVersion, namedVersion } from './negotiate-version.ts'

const NAME = 'JSONRPC'
const JSON_HEADERS = { 'content-type': 'application/json', 'cache-control': 'no-store' }
const EVENT_HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
}

/** HTTP statuses under which a JSON-RPC error goes out; every other one goes out with 200, as the official servers do. */
const SPOKEN_STATUSES = new Set([401, 403, 404, 413, 429, 503])
const PROTOCOL_CODES = new Set(['METHOD_NOT_FOUND', 'TASK_NOT_FOUND'])

const httpStatus = (error: GatewayError) =>
  SPOKEN_STATUSES.has(error.status) && !PROTOCOL_CODES.has(error.code) ? error.status : 200

/** JSON-RPC 2.0 over HTTP with SSE, in both versions (specification §9). */
export const jsonRpcBinding: Binding = { name: NAME, open: (exchange) => new JsonRpcCall(exchange) }

class JsonRpcCall implements BindingCall {
  readonly eventHeaders = EVENT_HEADERS
  readonly #exchange: HttpExchange
  /** JSON text of the id, so that it comes back as it was sent: a string, a number of any size, or null. */
  #id = 'null'
  /** What stands before a result. */
  #head = resultHead('null')
  #negotiated: ProtocolVersion | undefined

  constructor(exchange: HttpExchange) {
    this.#exchange = exchange
  }

  decode(body: string, { strictVersion }: BindingOptions): DecodedCall {
    this.#checkContentType()
    const envelope = parseJson(body)
    if (Array.isArray(envelope)) {
      throw gatewayError(
        'INVALID_REQUEST',
        'Batches are not part of A2A: send one JSON-RPC request object, not an array.',
      )
    }
    if (!isJsonObject(envelope)) {
      throw gatewayError(
        'INVALID_REQUEST',
        'The body is not a JSON-RPC request. Send {"jsonrpc":"2.0","id":…,"method":…,"params":…}.',
      )
    }
    const { method, jsonrpc } = envelope
    const [id = 'null', text = '{}'] = memberTexts(body, ['id', 'params'])
    if (!/^["\d-]|^null$/.test(id)) {
      throw gatewayError('INVALID_REQUEST', 'id: must be a string, a number or null.', { field: 'id' })
    }
    this.#id = id
    this.#head = resultHead(id)
    const named = namedVersion(this.#exchange)
    this.#negotiated = named ?? (typeof method === 'string' ? methodVersion(method, strictVersion) : '0.3')
    if (jsonrpc !== '2.0') throw gatewayError('INVALID_REQUEST', 'jsonrpc: must be "2.0".', { field: 'jsonrpc' })
    if (typeof method !== 'string')
      throw gatewayError('INVALID_REQUEST', 'method: must be a string.', { field: 'method' })
    const dialect = dialects[this.#version]
    const operation = dialect.operation(method)
    if (operation === undefined) throw this.#unknownMethod(method, named)
    const version = this.#version
    // What was checked is what is sent on: the text itself may hold a member twice, and which of the two counts differs.
    return isStreamOperation(operation)
      ? { operation, version, request: dialect.decodeRequest(operation, envelope.params), text }
      : { operation, version, request: dialect.decodeRequest(operation, envelope.params), text }
  }

  encodeAnswer<Name extends Operation>(operation: Name, answer: ResponseOf<Name>): string {
    return (
      sourceText(answer, this.#version, NAME) ??
      JSON.stringify(dialects[this.#version].encodeResponse(operation, answer))
    )
  }

  answerReply(text: string) {
    return { status: 200, headers: JSON_HEADERS, body: `${this.#head}${text}}` }
  }

  encodeEvent<Name extends Operation>(operation: Name, event: ResponseOf<Name>): string {
    const data = `data: ${this.#head}${oneLine(this.encodeAnswer(operation, event))}}\n\n`
    const place = placeOf(event)
    // Where a client that was cut off goes on: it sends the number as `Last-Event-ID`.
    return place === undefined ? data : `id: ${place}\n${data}`
  }

  errorReply(error: GatewayError) {
    const status = httpStatus(error)
    const headers = status === 200 ? JSON_HEADERS : { ...JSON_HEADERS, ...errorHeaders(error) }
    return { status, headers, body: this.#errorText(error) }
  }

  encodeErrorEvent(error: GatewayError): string {
    return `data: ${this.#errorText(error)}\n\n`
  }

  /** Until the request is read, what its header says is all that is known. */
  get #version(): ProtocolVersion {
    return this.#negotiated ?? errorVersion(this.#exchange)
  }

  #errorText(error: GatewayError): string {
    return `{"jsonrpc":"2.0","id":${this.#id},"error":${JSON.stringify(encodeJsonRpcError(error, this.#version))}}`
  }

  #checkContentType(): void {
    const type = this.#exchange.headers['content-type']
    if (type === undefined || type === 'application/json' || /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type))
      return
    throw gatewayError(
      'CONTENT_TYPE_NOT_SUPPORTED',
      `content-type: '${type.slice(0, 64)}' is not JSON. Send the request with "Content-Type: application/json".`,
    )
  }

  #unknownMethod(method: string, named: ProtocolVersion | undefined): GatewayError {
    const other = this.#version === '1.0' ? '0.3' : '1.0'
    const hint =
      dialects[other].operation(method) === undefined
        ? ''
        : ` It is a method of A2A ${other}; this request is ${this.#version} ${named ? 'by its A2A-Version header' : 'because it names no version'}.`
    return gatewayError('METHOD_NOT_FOUND', `Method not found: ${method.slice(0, 64)}.${hint}`)
  }
}

const resultHead = (id: string) => `{"jsonrpc":"2.0","id":${id},"result":`

/** An agent may write JSON over several lines; an SSE data line is one. Between tokens a space means the same. */
const oneLine = (text: string) => (/[\r\n]/.test(text) ? text.replace(/[\r\n]+/g, ' ') : text)
