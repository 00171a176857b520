import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { setImmediate as nextTurnOfTheLoop } from 'node:timers/promises'
import { sendReply } from './send-reply.ts'
import type { VendorAnswer, VendorReply, VendorRequest } from './vendor.ts'

/** A request that begins work and the means to answer it, well or badly. */
export class VendorExchange {
  readonly request: VendorRequest
  readonly answer: VendorAnswer
  /** The connection is gone, or the answer has been taken to its end. */
  closed = false
  /** The answer was given to its very end. */
  complete = false
  readonly #response: ServerResponse

  constructor(request: VendorRequest, answer: VendorAnswer, response: ServerResponse) {
    this.request = request
    this.answer = answer
    this.#response = response
    response.on('close', () => {
      this.closed = true
    })
  }

  /** Sends the head, with the vendor's own headers unless others are given. */
  head(headers: Readonly<Record<string, string>> = this.answer.headers): void {
    this.#response.writeHead(200, { ...headers })
    this.#response.socket?.setNoDelay(true)
    this.#response.flushHeaders()
  }

  /** Sends bytes and waits until the connection takes more; at once when it is gone. */
  async send(bytes: string | Uint8Array): Promise<void> {
    if (this.closed || bytes.length === 0) return
    if (this.#response.write(bytes)) return
    const gone = new AbortController()
    const close = () => gone.abort()
    this.#response.once('close', close)
    await once(this.#response, 'drain', { signal: gone.signal }).catch(() => {})
    this.#response.off('close', close)
  }

  /** The head, what begins an answer, and one text. */
  async open(text = 'Hello'): Promise<void> {
    this.head()
    await this.send(bytesOf([this.answer.begin, this.answer.text(text)]))
  }

  /** The vendor's word that the turn is complete, and the end of the answer. */
  async finish(): Promise<void> {
    this.complete = true
    await this.send(this.answer.end)
    this.#response.end()
  }

  /** A whole answer in these bytes, which include the vendor's word that the turn is complete. */
  async whole(chunks: Iterable<Uint8Array>): Promise<void> {
    this.head()
    for (const chunk of chunks) {
      await this.send(chunk)
      // Each chunk is read before the next is written.
      await nextTurnOfTheLoop()
    }
    this.complete = true
    this.#response.end()
  }

  /** Ends the answer as HTTP wants it, whatever was said before. */
  end(): void {
    this.#response.end()
  }

  /** A whole answer that is not the vendor's. */
  reply(reply: VendorReply): void {
    sendReply(this.#response, reply)
  }

  /** Ends the connection in the middle of whatever it is in. */
  reset(): void {
    this.#response.socket?.resetAndDestroy()
  }
}

export function bytesOf(parts: readonly (string | Uint8Array)[]): Buffer {
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)))
}

/** The whole ordinary answer that says these texts. */
export function ordinaryAnswer(answer: VendorAnswer, texts: readonly string[]): Buffer {
  return bytesOf([answer.begin, ...texts.map((text) => answer.text(text)), answer.end])
}
