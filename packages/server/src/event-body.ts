import type { EventIterator } from '@gateway/core'

/** What a stream's body does with its events; each is called in the order of the stream. */
export interface EventBodyOptions<Event> {
  /** Frames an event. */
  readonly encode: (event: Event) => string
  /** Frames the error a stream ended with. */
  readonly encodeError: (error: unknown) => string
  /** Called once, however it ends; `left`: the reader went before the end. What it gives is waited for before the body ends. */
  readonly end: (ending: { readonly error?: unknown; readonly left?: boolean }) => Promise<void> | undefined
  /** Milliseconds of silence after which a comment keeps proxies from closing the connection. */
  readonly pingMs: number
}

/** An SSE comment: nothing to a client, a sign of life to a proxy. */
const PING = ': ping\n\n'

type Result = IteratorResult<string, undefined>
const FINISHED: Result = { done: true, value: undefined }

/** Events that are here together leave as one chunk, up to about this many characters: a write costs a system call. */
const TOGETHER = 64 * 1024

/** A stream of events as a body of SSE chunks, pulled by the reader: of each event, or of all that are here already. */
export class EventBody<Event> implements AsyncIterator<string, undefined> {
  readonly #events: EventIterator<Event>
  readonly #options: EventBodyOptions<Event>
  readonly #timer: NodeJS.Timeout
  #first: IteratorResult<Event> | undefined
  /** The reader that waits for a chunk. */
  #reader: ((result: Result) => void) | undefined
  /** An event that came while the reader had been given a ping. */
  #ready: Result | undefined
  #pulling = false
  #ended = false
  /** What its end waits for. */
  #closing: Promise<void> | undefined
  #count = 0
  #bytes = 0

  constructor(first: IteratorResult<Event>, events: EventIterator<Event>, options: EventBodyOptions<Event>) {
    this.#first = first
    this.#events = events
    this.#options = options
    this.#timer = setInterval(() => this.#give({ done: false, value: PING }), options.pingMs)
    // A stream that nobody reads does not keep the process alive.
    this.#timer.unref()
  }

  /** How many events it has given out. */
  get count(): number {
    return this.#count
  }

  /** The size of what it has given out, without pings. */
  get bytes(): number {
    return this.#bytes
  }

  next(): Promise<Result> {
    if (this.#ready) {
      const ready = this.#ready
      this.#ready = undefined
      return Promise.resolve(ready)
    }
    if (this.#ended) return this.#closing === undefined ? Promise.resolve(FINISHED) : this.#closing.then(() => FINISHED)
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
    if (result.done) {
      this.#finish({})
      if (this.#closing === undefined) this.#deliver(FINISHED)
      else void this.#closing.then(() => this.#deliver(FINISHED))
    } else {
      this.#timer.refresh()
      this.#deliver({ done: false, value: this.#together(result.value) })
    }
  }

  readonly #failed = (error: unknown) => {
    this.#pulling = false
    if (!this.#ended) this.#deliver({ done: false, value: this.#lastWords('', error) })
  }

  /** An event, with those that are here already. What cannot be read or written ends this stream, not the process. */
  #together(first: Event): string {
    let text = ''
    try {
      for (let event: Event | undefined = first; event !== undefined; ) {
        text += this.#options.encode(event)
        this.#count += 1
        event = text.length < TOGETHER ? this.#events.ready?.() : undefined
      }
      return this.#counted(text)
    } catch (error) {
      void this.#release()
      return this.#lastWords(text, error)
    }
  }

  /** What an error leaves to be said, after the events before it. */
  #lastWords(before: string, error: unknown): string {
    const text = this.#counted(before + this.#options.encodeError(error))
    this.#finish({ error })
    return text
  }

  #counted(text: string): string {
    this.#bytes += Buffer.byteLength(text)
    return text
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
    this.#closing = this.#options.end(ending)
  }
}
