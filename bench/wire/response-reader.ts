/** What a reader tells of one HTTP answer. */
export interface HttpAnswer {
  readonly status: number
  readonly body: string
  /** `performance.now()` when the first bytes of the body were here. */
  readonly firstAt: number
}

const HEAD_END = Buffer.from('\r\n\r\n')
const EMPTY = Buffer.alloc(0)

/** Reads HTTP/1.1 answers off a connection that has one request under way at a time: no more than a measurement needs. */
export class ResponseReader {
  readonly #onAnswer: (answer: HttpAnswer) => void
  readonly #onBody: (() => void) | undefined
  #waiting: Buffer = EMPTY
  #inBody = false
  #status = 0
  #chunked = false
  /** Bytes left of the body, or of the chunk with its line end; -1 where a chunk's size is expected. */
  #left = 0
  #last = false
  #parts: Buffer[] = []
  #firstAt = 0

  constructor(onAnswer: (answer: HttpAnswer) => void, onBody?: () => void) {
    this.#onAnswer = onAnswer
    this.#onBody = onBody
  }

  write(bytes: Buffer): void {
    this.#waiting = this.#waiting.length === 0 ? bytes : Buffer.concat([this.#waiting, bytes])
    while (this.#inBody ? this.#body() : this.#head()) {
      // Each step takes what it understood.
    }
  }

  #head(): boolean {
    const end = this.#waiting.indexOf(HEAD_END)
    if (end === -1) return false
    const head = this.#waiting.toString('latin1', 0, end)
    this.#status = Number(head.slice(9, 12))
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
    this.#chunked = length === undefined
    if (this.#chunked && !/\r\ntransfer-encoding: *chunked/i.test(head)) {
      throw new Error(`An answer is neither of known length nor chunked:\n${head}`)
    }
    this.#left = this.#chunked ? -1 : Number(length)
    this.#waiting = this.#waiting.subarray(end + 4)
    this.#inBody = true
    this.#last = false
    this.#parts = []
    this.#firstAt = 0
    return true
  }

  #body(): boolean {
    if (this.#left === -1) return this.#chunkSize()
    if (this.#left === 0) return this.#part(0)
    if (this.#waiting.length === 0) return false
    // The line end after a chunk is two more bytes.
    const taken = Math.min(this.#left, this.#waiting.length)
    return this.#part(taken)
  }

  #chunkSize(): boolean {
    const end = this.#waiting.indexOf(0x0a)
    if (end === -1) return false
    const size = Number.parseInt(this.#waiting.toString('latin1', 0, end), 16)
    this.#waiting = this.#waiting.subarray(end + 1)
    this.#last = size === 0
    this.#left = size + 2
    return true
  }

  #part(taken: number): boolean {
    const lineEnd = this.#chunked ? 2 : 0
    const content = Math.min(taken, Math.max(0, this.#left - lineEnd))
    if (content > 0) {
      if (this.#firstAt === 0) this.#firstAt = performance.now()
      this.#parts.push(this.#waiting.subarray(0, content))
      this.#onBody?.()
    }
    this.#waiting = this.#waiting.subarray(taken)
    this.#left -= taken
    if (this.#left > 0) return true
    if (this.#chunked && !this.#last) {
      this.#left = -1
      return true
    }
    this.#inBody = false
    const [only] = this.#parts
    const body = this.#parts.length === 1 && only !== undefined ? only : Buffer.concat(this.#parts)
    this.#onAnswer({ status: this.#status, body: body.toString('utf8'), firstAt: this.#firstAt })
    return this.#waiting.length > 0
  }
}
