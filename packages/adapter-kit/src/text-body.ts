import type { GatewayError } from '@gateway/core'
import type { BodySink, BodySource } from './body.ts'
import { bodyTooLarge } from './http-error.ts'
import type { Limits } from './limits.ts'

/** Collects a whole answer as text, up to `bodyBytes`. A leading BOM is left out. */
export class TextBody implements BodySink {
  readonly text: Promise<string>
  readonly #source: BodySource
  readonly #limits: Limits
  readonly #chunks: Buffer[] = []
  #bytes = 0
  readonly #resolve: (text: string) => void
  readonly #reject: (error: GatewayError) => void

  constructor(source: BodySource, limits: Limits) {
    this.#source = source
    this.#limits = limits
    const { promise, resolve, reject } = Promise.withResolvers<string>()
    this.text = promise
    this.#resolve = resolve
    this.#reject = reject
  }

  write(chunk: Buffer): void {
    this.#bytes += chunk.length
    if (this.#bytes <= this.#limits.bodyBytes) {
      this.#chunks.push(chunk)
      return
    }
    this.#chunks.length = 0
    this.#reject(bodyTooLarge(this.#limits))
    this.#source.abort()
  }

  end(): void {
    const [only] = this.#chunks
    const whole = this.#chunks.length === 1 && only !== undefined ? only : Buffer.concat(this.#chunks)
    const text = whole.toString('utf8')
    this.#resolve(text.startsWith('\uFEFF') ? text.slice(1) : text)
  }

  fail(error: GatewayError): void {
    this.#reject(error)
  }
}
