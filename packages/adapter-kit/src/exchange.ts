import type { IncomingHttpHeaders } from 'node:http'
import type { GatewayError } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import type { Dispatcher } from 'undici'
import type { BodySink, BodySource } from './body.ts'
import { Deadline } from './deadline.ts'
import { EventStream } from './event-stream.ts'
import type { HttpAnswer } from './http-answer.ts'
import type { Progress } from './http-error.ts'
import { abortError, requestError, timeoutError } from './http-error.ts'
import type { Limits } from './limits.ts'
import type { ServerSentEvents } from './server-sent-events.ts'
import { TextBody } from './text-body.ts'
import { Unpacking } from './unpacking.ts'

/** What may wait for a reader that has not yet said how it reads. */
const MOST_HELD_BYTES = 64 * 1024

/** One request and its answer: undici's handler below, `HttpAnswer` above. */
export class Exchange implements Dispatcher.DispatchHandler, BodySource, HttpAnswer {
  readonly answer: Promise<HttpAnswer>
  status = 0
  headers: HttpAnswer['headers'] = {}
  readonly #limits: Limits
  readonly #signal: AbortSignal | undefined
  readonly #deadline: Deadline
  readonly #resolve: (answer: HttpAnswer) => void
  readonly #reject: (error: GatewayError) => void
  #controller: Dispatcher.DispatchController | undefined
  #progress: Progress = 'connecting'
  #ended = false
  #error: GatewayError | undefined
  #sink: BodySink | undefined
  #unpacking: Unpacking | undefined
  #paused = false
  #held: Buffer[] = []
  #heldBytes = 0

  constructor(limits: Limits, signal: AbortSignal | undefined) {
    const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>()
    this.answer = promise
    this.#resolve = resolve
    this.#reject = reject
    this.#limits = limits
    this.#signal = signal
    this.#deadline = new Deadline(limits, (limit) => this.fail(timeoutError(limit, limits)))
    signal?.addEventListener('abort', this.#onAbort)
    if (signal?.aborted) this.#onAbort()
  }

  /** It failed before it was sent. */
  get over(): boolean {
    return this.#ended
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#error !== undefined) controller.abort(this.#error)
    else this.#progress = 'waiting'
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    // 1xx come before the answer and say nothing about it.
    if (status < 200 || this.#ended) return
    this.#progress = 'answering'
    this.status = status
    this.headers = foldHeaders(headers)
    const encoding = this.headers['content-encoding']?.trim().toLowerCase() ?? ''
    if (encoding !== '' && encoding !== 'identity') {
      this.#unpacking = Unpacking.of(encoding, this)
      if (this.#unpacking === undefined) this.fail(unknownEncoding())
    }
    this.#resolve(this)
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#ended) return
    this.#deadline.activity()
    if (this.#sink === undefined) this.#hold(chunk)
    else this.#sink.write(chunk)
  }

  onResponseEnd(): void {
    if (this.#ended) return
    this.#end()
    this.#sink?.end()
  }

  onResponseError(_controller: Dispatcher.DispatchController, cause: Error): void {
    this.fail(requestError(cause, this.#progress, this.#limits))
  }

  text(): Promise<string> {
    this.#deadline.first()
    return this.#read((source) => new TextBody(source, this.#limits)).text
  }

  events(): ServerSentEvents {
    if (!this.#ended) this.#deadline.streaming()
    return this.#read((source) => new EventStream(source, this.#limits, this.#signal, () => this.#deadline.first()))
  }

  discard(): void {
    this.abort()
  }

  pause(): void {
    if (this.#ended) return
    this.#paused = true
    this.#controller?.pause()
    this.#deadline.hold()
  }

  resume(): void {
    // undici's pause belongs to the connection, which may serve another request by now.
    if (this.#ended) return
    this.#paused = false
    this.#deadline.release()
    this.#controller?.resume()
  }

  abort(): void {
    if (this.#ended) return
    this.#end()
    this.#error = gatewayError('CANCELED', 'The answer was given up before its end.')
    this.#controller?.abort(this.#error)
  }

  /** Ends the exchange with an error for whoever waits for it. */
  fail(error: GatewayError): void {
    if (this.#ended) return
    this.#end()
    this.#error = error
    this.#reject(error)
    this.#sink?.fail(error)
    this.#controller?.abort(error)
  }

  #hold(chunk: Buffer): void {
    this.#held.push(chunk)
    this.#heldBytes += chunk.length
    if (this.#heldBytes > MOST_HELD_BYTES) this.pause()
  }

  /** Connects a reader, gives it what came before it, and the end if that has come too. */
  #read<Body extends BodySink>(make: (source: BodySource) => Body): Body {
    if (this.#sink !== undefined) throw new TypeError('The body of an answer can be read only once.')
    const unpacking = this.#unpacking
    const body = make(unpacking ?? this)
    unpacking?.connect(body)
    const sink = unpacking ?? body
    this.#sink = sink
    const held = this.#paused
    this.#paused = false
    for (const chunk of this.#held.splice(0)) sink.write(chunk)
    if (this.#error !== undefined) sink.fail(this.#error)
    else if (this.#ended) sink.end()
    else if (held && !this.#paused) this.resume()
    return body
  }

  readonly #onAbort = () => {
    if (this.#signal !== undefined) this.fail(abortError(this.#signal))
  }

  #end(): void {
    this.#ended = true
    this.#deadline.stop()
    this.#signal?.removeEventListener('abort', this.#onAbort)
  }
}

/** One value for each name; a header that came several times is one list (RFC 9110 §5.3). */
function foldHeaders(headers: IncomingHttpHeaders): HttpAnswer['headers'] {
  if (isFolded(headers)) return headers
  const folded: Record<string, string | undefined> = {}
  for (const name in headers) {
    const value = headers[name]
    folded[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return folded
}

function isFolded(headers: IncomingHttpHeaders): headers is Record<string, string | undefined> {
  for (const name in headers) if (Array.isArray(headers[name])) return false
  return true
}

function unknownEncoding(): GatewayError {
  return gatewayError('INVALID_AGENT_RESPONSE', "The agent's answer came in a content encoding that was not asked for.")
}
