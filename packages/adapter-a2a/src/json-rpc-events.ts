import type { HttpAnswer, ServerSentEvent, ServerSentEvents } from '@gateway/adapter-kit'
import type { ProtocolVersion, ResponseOf, StreamOperation } from '@gateway/core'
import { gatewayError, sourceText } from '@gateway/core'
import { readJson, readResult } from './json-rpc-envelope.ts'
import type { SentRequest } from './json-rpc-transport.ts'
import { BINDING, isEventStream, readAnswer, readResponse } from './json-rpc-transport.ts'
import { RepeatedEvent } from './repeated-event.ts'
import type { StreamedText } from './streamed-text.ts'
import type { EventIterator, TransportContext } from './transport.ts'

/** So many events unlike the one before, and a stream is not expected to repeat itself. */
const MOST_UNLIKE = 4

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined }

interface Options<Name extends StreamOperation> {
  readonly operation: Name
  readonly version: ProtocolVersion
  readonly context: TransportContext
  readonly text: StreamedText
  post(signal: AbortSignal): SentRequest
}

/** The events of one streaming call: each a JSON-RPC answer of its own. Written by hand, as it runs for every event. */
export class JsonRpcEvents<Name extends StreamOperation> implements EventIterator<ResponseOf<Name>> {
  readonly #options: Options<Name>
  readonly #abort = new AbortController()
  #events: ServerSentEvents | undefined
  #id = ''
  #repeated: RepeatedEvent | undefined
  /** Events in a row that were unlike the one before. */
  #unlike = 0
  #seen = false
  #closed = false

  constructor(options: Options<Name>) {
    this.#options = options
    const { signal } = options.context
    signal.addEventListener('abort', this.#onAbort)
    if (signal.aborted) this.#onAbort()
  }

  next(): Promise<IteratorResult<ResponseOf<Name>, undefined>> {
    if (this.#closed) return Promise.resolve(DONE)
    const second = this.#options.text.second()
    if (second !== undefined) return Promise.resolve({ done: false, value: second })
    return this.#events === undefined ? this.#open() : this.#events.next().then(this.#read, this.#fail)
  }

  ready(): ResponseOf<Name> | undefined {
    try {
      const second = this.#closed ? undefined : this.#options.text.second()
      if (second !== undefined) return second
      for (;;) {
        const event = this.#closed ? undefined : this.#events?.ready?.()
        const value = event && this.#decode(event)
        if (event === undefined || value !== undefined) return value
      }
    } catch (error) {
      return this.#fail(error)
    }
  }

  return(): Promise<IteratorReturnResult<undefined>> {
    this.#close()
    return Promise.resolve(DONE)
  }

  async #open(): Promise<IteratorResult<ResponseOf<Name>, undefined>> {
    try {
      const sent = this.#options.post(this.#abort.signal)
      this.#id = sent.id
      const answer = await sent.answer
      if (!isEventStream(answer) || answer.status < 200 || answer.status > 299) return await this.#only(answer)
      this.#events = answer.events()
    } catch (error) {
      this.#close()
      throw error
    }
    return this.#events.next().then(this.#read, this.#fail)
  }

  /** Agents that do not stream, or refuse to, give a plain answer. */
  async #only(answer: HttpAnswer): Promise<IteratorResult<ResponseOf<Name>, undefined>> {
    const { operation, version, context } = this.#options
    const text = await answer.text()
    context.observe({ type: 'upstream-response', at: performance.now() })
    const value = readAnswer(operation, version, context, this.#id, answer, text)
    this.#close()
    return { done: false, value }
  }

  readonly #read = (
    next: IteratorResult<ServerSentEvent, undefined>,
  ): IteratorResult<ResponseOf<Name>, undefined> | Promise<IteratorResult<ResponseOf<Name>, undefined>> => {
    try {
      if (next.done) return this.#end()
      const value = this.#decode(next.value)
      return value === undefined ? this.next() : { done: false, value }
    } catch (error) {
      return this.#fail(error)
    }
  }

  /** What an event says to the reader; `undefined` when that is nothing. */
  #decode({ data }: ServerSentEvent): ResponseOf<Name> | undefined {
    const repeated = this.#repeated?.read(data)
    if (repeated !== undefined) this.#unlike = 0
    const event = repeated ?? this.#parse(data)
    return event && this.#options.text.read(event)
  }

  #parse(data: string): ResponseOf<Name> | undefined {
    // Some servers keep the connection alive with empty events.
    if (data.trim() === '') return undefined
    if (!this.#seen) this.#first()
    const envelope = readJson(data)
    if (envelope === undefined)
      throw gatewayError(
        'INVALID_AGENT_RESPONSE',
        "An event of the agent's stream is not JSON. Its log tells what it wrote.",
      )
    const { operation, version, context } = this.#options
    const result = readResult(operation, envelope, this.#id)
    const event = readResponse(operation, version, context, result, data)
    if (this.#unlike < MOST_UNLIKE) this.#expect(event, data, result)
    return event
  }

  /** Expects further events like this one, unless the last ones were all unlike the one before. */
  #expect(event: ResponseOf<Name>, data: string, result: unknown): void {
    const { version } = this.#options
    const sent = sourceText(event, version, BINDING) !== undefined
    const repeated = RepeatedEvent.of(event, data, result, sent ? { version, binding: BINDING } : undefined)
    if (repeated === undefined) return
    this.#repeated = repeated
    this.#unlike++
  }

  readonly #fail = (error: unknown): never => {
    this.#close()
    throw error
  }

  #first(): void {
    this.#seen = true
    this.#options.context.observe({ type: 'upstream-response', at: performance.now() })
  }

  #end(): IteratorReturnResult<undefined> {
    this.#close()
    if (this.#seen) return DONE
    throw gatewayError('INVALID_AGENT_RESPONSE', "The agent's stream ended without a single event.")
  }

  /** Whatever way it ends, the connection is freed. */
  #close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#options.context.signal.removeEventListener('abort', this.#onAbort)
    if (this.#events === undefined) this.#abort.abort()
    else void this.#events.return?.()
  }

  readonly #onAbort = () => this.#abort.abort(this.#options.context.signal.reason)
}
