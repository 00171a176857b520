import type { GatewayError } from '@gateway/core'
import type { BodySink, BodySource } from './body.ts'
import { abortError, eventTooLarge } from './http-error.ts'
import type { Limits } from './limits.ts'
import type { EventDecoder, ServerSentEvent, ServerSentEvents } from './server-sent-events.ts'
import { createEventDecoder } from './server-sent-events.ts'

/** Above either, the connection is paused; below half of both it goes on. */
const MOST_QUEUED_EVENTS = 256
const MOST_QUEUED_CHARACTERS = 64 * 1024

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined }

interface Waiting {
  resolve(result: IteratorResult<ServerSentEvent, undefined>): void
  reject(error: unknown): void
}

/**
 * The events of one answer. Events wait in a bounded queue; a reader that is slower than the agent holds the connection
 * back. `return()` frees the connection. An error comes after the events that arrived before it, a cancellation at once.
 */
export class EventStream implements BodySink, ServerSentEvents {
  readonly #source: BodySource
  readonly #signal: AbortSignal | undefined
  readonly #onFirst: () => void
  readonly #decoder: EventDecoder
  #queue: ServerSentEvent[] = []
  #head = 0
  #characters = 0
  #paused = false
  #seen = false
  #ended = false
  #error: GatewayError | undefined
  readonly #waiting: Waiting[] = []

  constructor(source: BodySource, limits: Limits, signal: AbortSignal | undefined, onFirst: () => void) {
    this.#source = source
    this.#signal = signal
    this.#onFirst = onFirst
    this.#decoder = createEventDecoder({
      eventBytes: limits.eventBytes,
      onEvent: (event) => this.#add(event),
      onTooLarge: () => {
        this.fail(eventTooLarge(limits))
        this.#source.abort()
      },
    })
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  next(): Promise<IteratorResult<ServerSentEvent, undefined>> {
    if (this.#signal?.aborted) return this.#cancel(this.#signal)
    const event = this.ready()
    if (event !== undefined) return Promise.resolve({ done: false, value: event })
    if (this.#ended) return this.#finish()
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }))
  }

  ready(): ServerSentEvent | undefined {
    const event = this.#signal?.aborted ? undefined : this.#queue[this.#head]
    if (event !== undefined) this.#take(event)
    return event
  }

  return(): Promise<IteratorReturnResult<undefined>> {
    this.#close(undefined)
    this.#source.abort()
    return Promise.resolve(DONE)
  }

  write(chunk: Buffer): void {
    if (this.#ended) return
    this.#decoder.write(chunk)
    if (!this.#paused && this.#isFull(1)) {
      this.#paused = true
      this.#source.pause()
    }
  }

  end(): void {
    if (this.#ended) return
    this.#decoder.end()
    this.#settle(undefined)
  }

  fail(error: GatewayError): void {
    if (!this.#ended) this.#settle(error)
  }

  #add(event: ServerSentEvent): void {
    if (!this.#seen) {
      this.#seen = true
      this.#onFirst()
    }
    const waiting = this.#waiting.shift()
    if (waiting === undefined) {
      this.#queue.push(event)
      this.#characters += event.data.length
    } else {
      waiting.resolve({ done: false, value: event })
    }
  }

  #take(event: ServerSentEvent): void {
    this.#head++
    this.#characters -= event.data.length
    if (this.#head === this.#queue.length) {
      this.#queue = []
      this.#head = 0
    }
    if (this.#paused && !this.#isFull(0.5)) {
      this.#paused = false
      this.#source.resume()
    }
  }

  #isFull(share: number): boolean {
    return (
      this.#queue.length - this.#head > MOST_QUEUED_EVENTS * share || this.#characters > MOST_QUEUED_CHARACTERS * share
    )
  }

  /** No further events come in; those in the queue are still given out. */
  #settle(error: GatewayError | undefined): void {
    this.#ended = true
    this.#error = error
    for (const waiting of this.#waiting.splice(0)) this.#finish().then(waiting.resolve, waiting.reject)
  }

  /** The error once, and the end ever after. */
  #finish(): Promise<IteratorReturnResult<undefined>> {
    const error = this.#error
    this.#error = undefined
    return error === undefined ? Promise.resolve(DONE) : Promise.reject(error)
  }

  #cancel(signal: AbortSignal): Promise<IteratorReturnResult<undefined>> {
    if (this.#ended && this.#error === undefined && this.#queue.length === 0) return Promise.resolve(DONE)
    this.#close(abortError(signal))
    return this.#finish()
  }

  #close(error: GatewayError | undefined): void {
    this.#queue = []
    this.#head = 0
    this.#characters = 0
    this.#settle(error)
  }
}
