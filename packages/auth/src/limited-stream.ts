import type { EventIterable, EventIterator } from '@gateway/core'

/** A stream that may be opened. */
export interface Permitted<Event> {
  open(): EventIterable<Event>
  /** Called once: when the stream has ended, failed, or its reader has left. */
  end(): void
}

/** A stream that asks for leave at its first `next()`; a refusal is what that rejects with. */
export function limitedStream<Event>(ask: () => Promise<Permitted<Event>>): EventIterable<Event> {
  return { [Symbol.asyncIterator]: () => new LimitedIterator(ask) }
}

class LimitedIterator<Event> implements EventIterator<Event> {
  readonly #ask: () => Promise<Permitted<Event>>
  #inner: EventIterator<Event> | undefined
  #end: (() => void) | undefined
  #left = false
  #opening = false
  readonly #receive = (result: IteratorResult<Event>): IteratorResult<Event> => {
    if (result.done) this.#over()
    return result
  }
  readonly #fail = (error: unknown): never => {
    this.#over()
    throw error
  }

  constructor(ask: () => Promise<Permitted<Event>>) {
    this.#ask = ask
  }

  next(): Promise<IteratorResult<Event>> {
    if (this.#inner) return this.#inner.next().then(this.#receive, this.#fail)
    return this.#left ? Promise.resolve({ done: true, value: undefined }) : this.#start()
  }

  ready(): Event | undefined {
    try {
      return this.#inner?.ready?.()
    } catch (error) {
      return this.#fail(error)
    }
  }

  async return(): Promise<IteratorResult<Event>> {
    this.#left = true
    try {
      await this.#inner?.return?.()
    } finally {
      // What is being opened may go on without its reader: it is over when that is known.
      if (!this.#opening) this.#over()
    }
    return { done: true, value: undefined }
  }

  async #start(): Promise<IteratorResult<Event>> {
    const { open, end } = await this.#ask()
    this.#end = end
    // The reader may have left while leave was asked for.
    if (this.#left) return this.#receive({ done: true, value: undefined })
    try {
      this.#inner = open()[Symbol.asyncIterator]()
      this.#opening = true
      const first = await this.#inner.next()
      this.#opening = false
      if (this.#left) this.#over()
      return this.#receive(first)
    } catch (error) {
      return this.#fail(error)
    }
  }

  #over(): void {
    this.#end?.()
    this.#end = undefined
  }
}
