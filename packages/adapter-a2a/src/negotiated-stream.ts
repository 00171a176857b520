import type { RequestOf, ResponseOf, StreamOperation } from '@gateway/core'
import type { EventIterator, Transport, TransportContext } from './transport.ts'
import type { Versions } from './versions.ts'

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined }

/** A streaming call whose version is settled with its first event; the others come straight from the transport. */
export class NegotiatedStream<Name extends StreamOperation>
  implements AsyncIterableIterator<ResponseOf<Name>, undefined, void>
{
  readonly #open: () => Promise<IteratorResult<ResponseOf<Name>, undefined>>
  #events: EventIterator<ResponseOf<Name>> | undefined
  #starting: Promise<IteratorResult<ResponseOf<Name>, undefined>> | undefined
  #started = false
  #closed = false

  constructor(
    transport: Transport,
    versions: Versions,
    operation: Name,
    request: RequestOf<Name>,
    context: TransportContext,
  ) {
    this.#open = () =>
      versions.negotiate(operation, context.version, (version) => {
        const events = transport.stream(operation, request, version, context)
        this.#events = events
        return events.next()
      })
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  next(): Promise<IteratorResult<ResponseOf<Name>, undefined>> {
    if (this.#started && this.#events !== undefined) return this.#events.next()
    if (this.#started || this.#closed) return Promise.resolve(DONE)
    if (this.#starting !== undefined) return this.#starting.then(() => this.next())
    this.#starting = this.#start()
    return this.#starting
  }

  ready(): ResponseOf<Name> | undefined {
    return this.#started ? this.#events?.ready() : undefined
  }

  return(): Promise<IteratorReturnResult<undefined>> {
    this.#closed = true
    return this.#events === undefined ? Promise.resolve(DONE) : this.#events.return()
  }

  async #start(): Promise<IteratorResult<ResponseOf<Name>, undefined>> {
    try {
      return await this.#open()
    } finally {
      this.#started = true
      this.#starting = undefined
    }
  }
}
