import type { Begun } from './attempt.ts'
import type { Lease } from './lease.ts'

/** A stream whose first event is there. */
export interface OpenedStream<Event> {
  readonly events: AsyncIterator<Event>
  readonly first: IteratorResult<Event>
}

/** Asks for the first event, which is when an upstream has begun. */
export async function openStream<Event>(stream: AsyncIterable<Event>): Promise<OpenedStream<Event>> {
  const events = stream[Symbol.asyncIterator]()
  return { events, first: await events.next() }
}

/**
 * A stream from the upstream that has begun it. Nothing is opened before the first `next()`, nothing is read ahead, and
 * an event costs one promise: an async generator would cost several.
 */
export function routedStream<Event extends object>(
  open: () => Promise<Begun<OpenedStream<Event>>>,
): AsyncIterable<Event> {
  return { [Symbol.asyncIterator]: () => new RoutedIterator(open) }
}

class RoutedIterator<Event extends object> implements AsyncIterator<Event> {
  readonly #open: () => Promise<Begun<OpenedStream<Event>>>
  #opening: Promise<unknown> | undefined
  #events: AsyncIterator<Event> | undefined
  #lease: Lease | undefined
  #over = false

  constructor(open: () => Promise<Begun<OpenedStream<Event>>>) {
    this.#open = open
  }

  next(): Promise<IteratorResult<Event>> {
    if (this.#over) return Promise.resolve({ done: true, value: undefined })
    if (this.#events !== undefined) return this.#events.next().then(this.#receive, this.#fail)
    const opening = this.#first()
    this.#opening = opening
    return opening
  }

  async return(): Promise<IteratorResult<Event>> {
    this.#over = true
    // A stream that is being opened is left as soon as it is there; its caller's signal ends it earlier.
    await this.#opening?.catch(() => undefined)
    this.#lease?.end()
    await this.#events?.return?.()
    return { done: true, value: undefined }
  }

  async #first(): Promise<IteratorResult<Event>> {
    try {
      const { answer, lease } = await this.#open()
      this.#events = answer.events
      this.#lease = lease
      return this.#receive(answer.first)
    } catch (error) {
      this.#over = true
      throw error
    }
  }

  readonly #receive = (result: IteratorResult<Event>): IteratorResult<Event> => {
    if (result.done) {
      this.#over = true
      this.#lease?.end()
    }
    return result
  }

  readonly #fail = (error: unknown): never => {
    this.#over = true
    const failure = this.#lease === undefined ? error : this.#lease.failureOf(error)
    this.#lease?.end(failure)
    throw failure
  }
}
