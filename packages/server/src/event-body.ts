/** What a stream's body does with its events; each is called in the order of the stream. */
export interface EventBodyOptions<Event> {
  /** Frames an event. */
  readonly encode: (event: Event) => string
  /** Frames the error a stream ended with. */
  readonly encodeError: (error: unknown) => string
  /** Called once, however it ends; `left`: the reader went before the end. */
  readonly end: (ending: { readonly error?: unknown; readonly left?: boolean }) => void
  /** Milliseconds of silence after which a comment keeps proxies from closing the connection. */
  readonly pingMs: number
}

/** An SSE comment: nothing to a client, a sign of life to a proxy. */
const PING = ': ping\n\n'

type Result = IteratorResult<string, undefined>
const FINISHED: Result = { done: true, value: undefined }

/** A stream of events as a body of SSE chunks, one for each event, pulled by the reader. */
export class EventBody<Event> implements AsyncIterator<string, undefined> {
  readonly #events: AsyncIterator<Event>
  readonly #options: EventBodyOptions<Event>
  readonly #timer: NodeJS.Timeout
  #first: IteratorResult<Event> | undefined
  /** The reader that waits for a chunk. */
  #reader: ((result: Result) => void) | undefined
  /** An event that came while the reader had been given a ping. */
  #ready: Result | undefined
  #pulling = false
  #ended = false

  constructor(first: IteratorResult<Event>, events: AsyncIterator<Event>, options: EventBodyOptions<Event>) {
    this.#first = first
    this.#events = events
    this.#options = options
    this.#timer = setInterval(() => this.#give({ done: false, value: PING }), options.pingMs)
    // A stream that nobody reads does not keep the process alive.
    this.#timer.unref()
  }

  next(): Promise<Result> {
    if (this.#ready) {
      const ready = this.#ready
      this.#ready = undefined
      return Promise.resolve(ready)
    }
    if (this.#ended) return Promise.resolve(FINISHED)
    return new Promise((resolve) => {
      this.#reader = resolve
      const first = this.#first
      this.#first = undefined
      if (first) this.#received(first)
      if (first || this.#pulling) return
      this.#pulling = true
      this.#events.next().then(this.#received, this.#failed)
    })
  }

  async return(): Promise<Result> {
    this.#ready = undefined
    if (!this.#ended) {
      this.#finish({ left: true })
      this.#give(FINISHED)
      await this.#release()
    }
    return FINISHED
  }

  /** Lets go of the agent. Nobody is left to be told how that went. */
  async #release(): Promise<void> {
    try {
      await this.#events.return?.()
    } catch {}
  }

  readonly #received = (result: IteratorResult<Event>) => {
    this.#pulling = false
    // It came too late: its reader has left.
    if (this.#ended) return
    // What cannot be written is this stream's error, not the process's.
    try {
      this.#deliver(this.#chunk(result))
    } catch (error) {
      this.#failed(error)
      void this.#release()
    }
  }

  readonly #failed = (error: unknown) => {
    this.#pulling = false
    if (this.#ended) return
    const value = this.#options.encodeError(error)
    this.#finish({ error })
    this.#deliver({ done: false, value })
  }

  #chunk(result: IteratorResult<Event>): Result {
    if (!result.done) {
      this.#timer.refresh()
      return { done: false, value: this.#options.encode(result.value) }
    }
    this.#finish({})
    return FINISHED
  }

  #deliver(result: Result): void {
    if (!this.#give(result)) this.#ready = result
  }

  #give(result: Result): boolean {
    const reader = this.#reader
    this.#reader = undefined
    reader?.(result)
    return reader !== undefined
  }

  #finish(ending: { readonly error?: unknown; readonly left?: boolean }): void {
    if (this.#ended) return
    this.#ended = true
    clearInterval(this.#timer)
    this.#options.end(ending)
  }
}
