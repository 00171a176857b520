import type { StreamResponse } from '@gateway/core'

/** What a step does with a stream that runs through it. */
export interface StreamTap {
  /** Sees every event and passes it on, changed or not; several when one has to come before it. */
  event(event: StreamResponse): StreamResponse | readonly StreamResponse[] | Promise<readonly StreamResponse[]>
  /** Called once, however the stream ends: at its end, by an error, or because the reader left. */
  end(): void
}

/** A tap that the stream's opening made, with the stream it belongs to. */
export interface OpenedStream {
  readonly events: AsyncIterable<StreamResponse>
  readonly tap: StreamTap
}

/**
 * A stream with a tap in it. Written by hand, because an async generator a layer costs more than all else done to an
 * event. Nothing is opened before the first `next()`, and nothing is read ahead.
 */
export function tappedStream(open: () => OpenedStream | Promise<OpenedStream>): AsyncIterable<StreamResponse> {
  return { [Symbol.asyncIterator]: () => new TappedIterator(open) }
}

type Result = IteratorResult<StreamResponse, undefined>
const FINISHED: Result = { done: true, value: undefined }

class TappedIterator implements AsyncIterator<StreamResponse, undefined> {
  readonly #open: () => OpenedStream | Promise<OpenedStream>
  #inner: AsyncIterator<StreamResponse> | undefined
  #tap: StreamTap | undefined
  #ahead: StreamResponse[] = []
  #ended = false
  readonly #receive = (result: IteratorResult<StreamResponse>): Result | Promise<Result> => {
    if (result.done || this.#tap === undefined) {
      this.#end()
      return FINISHED
    }
    let passed: ReturnType<StreamTap['event']>
    try {
      passed = this.#tap.event(result.value)
    } catch (error) {
      return this.#abandon(error)
    }
    if (passed instanceof Promise)
      return passed.then(
        (events) => this.#deliver(events),
        (error) => this.#abandon(error),
      )
    return 'length' in passed ? this.#deliver(passed) : { done: false, value: passed }
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
    if (this.#ended) return Promise.resolve(FINISHED)
    if (this.#inner) return this.#inner.next().then(this.#receive, this.#fail)
    return this.#start()
  }

  async return(): Promise<Result> {
    const inner = this.#inner
    this.#ahead = []
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

  #deliver(events: readonly StreamResponse[]): Result | Promise<Result> {
    const [first, ...rest] = events
    if (first === undefined) return this.next()
    this.#ahead.push(...rest)
    return { done: false, value: first }
  }

  #end(): void {
    if (this.#ended) return
    this.#ended = true
    this.#tap?.end()
  }
}
