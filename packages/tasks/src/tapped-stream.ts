import type { EventIterable, EventIterator, StreamResponse } from '@gateway/core'

/** What a step does with a stream that runs through it. */
export interface StreamTap {
  /** Sees every event and passes it on, changed or not; several when one has to come before it. */
  event(event: StreamResponse): StreamResponse | readonly StreamResponse[] | Promise<readonly StreamResponse[]>
  /** What follows when the stream has ended by itself, if anything does. */
  after?(): EventIterable<StreamResponse> | undefined
  /** Called once, however the stream ends: at its end, by an error, or because the reader left. */
  end(): void
}

/** A tap that the stream's opening made, with the stream it belongs to. */
export interface OpenedStream {
  readonly events: EventIterable<StreamResponse>
  readonly tap: StreamTap
}

/**
 * A stream with a tap in it. Written by hand, because an async generator a layer costs more than all else done to an
 * event. Nothing is opened before the first `next()`, and nothing is read ahead.
 */
export function tappedStream(open: () => OpenedStream | Promise<OpenedStream>): EventIterable<StreamResponse> {
  return { [Symbol.asyncIterator]: () => new TappedIterator(open) }
}

type Result = IteratorResult<StreamResponse, undefined>
const FINISHED: Result = { done: true, value: undefined }

class TappedIterator implements EventIterator<StreamResponse> {
  readonly #open: () => OpenedStream | Promise<OpenedStream>
  #inner: EventIterator<StreamResponse> | undefined
  #tap: StreamTap | undefined
  #ahead: StreamResponse[] = []
  /** What `ready()` could not give at once, for the `next()` that follows. */
  #late: Promise<Result> | undefined
  #ended = false
  readonly #receive = (result: IteratorResult<StreamResponse>): Result | Promise<Result> => {
    if (result.done || this.#tap === undefined) {
      const more = this.#ended ? undefined : this.#tap?.after?.()
      if (more !== undefined) {
        this.#inner = more[Symbol.asyncIterator]()
        return this.#inner.next().then(this.#receive, this.#fail)
      }
      this.#end()
      return FINISHED
    }
    let passed: ReturnType<StreamTap['event']>
    try {
      passed = this.#tap.event(result.value)
    } catch (error) {
      return this.#abandon(error)
    }
    return isOne(passed) ? { done: false, value: passed } : this.#several(passed)
  }
  readonly #fail = (error: unknown): never => {
    this.#end()
    throw error
  }

  constructor(open: () => OpenedStream | Promise<OpenedStream>) {
    this.#open = open
  }

  next(): Promise<Result> {
    const waiting = this.#ahead.shift()
    if (waiting !== undefined) return Promise.resolve({ done: false, value: waiting })
    if (this.#late !== undefined) return this.#takeLate(this.#late)
    if (this.#ended) return Promise.resolve(FINISHED)
    if (this.#inner) return this.#inner.next().then(this.#receive, this.#fail)
    return this.#start()
  }

  ready(): StreamResponse | undefined {
    const waiting = this.#ahead.shift()
    if (waiting !== undefined || this.#late !== undefined || this.#ended) return waiting
    try {
      const event = this.#inner?.ready?.()
      if (event === undefined || this.#tap === undefined) return undefined
      const passed = this.#tap.event(event)
      if (isOne(passed)) return passed
      this.#late = this.#several(passed)
    } catch (error) {
      this.#late = this.#abandon(error)
    }
    // A reader that leaves instead has no use for an error.
    this.#late.catch(() => {})
    return undefined
  }

  async return(): Promise<Result> {
    const inner = this.#inner
    this.#ahead = []
    this.#late = undefined
    this.#end()
    await inner?.return?.()
    return FINISHED
  }

  async #start(): Promise<Result> {
    try {
      const { events, tap } = await this.#open()
      this.#tap = tap
      this.#inner = events[Symbol.asyncIterator]()
      // The reader may have left while it was being opened.
      if (this.#ended) {
        await this.#inner.return?.()
        return FINISHED
      }
      return await this.#receive(await this.#inner.next())
    } catch (error) {
      return this.#fail(error)
    }
  }

  /** The tap failed and the stream did not: it is released, because a reader that got an error does not come back. */
  async #abandon(error: unknown): Promise<never> {
    this.#end()
    await this.#inner?.return?.()
    throw error
  }

  async #several(passed: readonly StreamResponse[] | Promise<readonly StreamResponse[]>): Promise<Result> {
    let events: readonly StreamResponse[]
    try {
      events = await passed
    } catch (error) {
      return this.#abandon(error)
    }
    const [first, ...rest] = events
    if (first === undefined) return this.next()
    this.#ahead.push(...rest)
    return { done: false, value: first }
  }

  #takeLate(late: Promise<Result>): Promise<Result> {
    this.#late = undefined
    return late
  }

  #end(): void {
    if (this.#ended) return
    this.#ended = true
    this.#tap?.end()
  }
}

const isOne = (passed: ReturnType<StreamTap['event']>): passed is StreamResponse =>
  !(passed instanceof Promise) && !('length' in passed)
