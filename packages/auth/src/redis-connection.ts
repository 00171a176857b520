import type { Logger } from '@gateway/core'
import type { RedisClient } from './redis-client.ts'

/** Longer, and a call that waits for it is better off without. */
const ANSWER_MS = 1_000
const BEAT_MS = 1_000

export interface RedisConnectionOptions {
  readonly client: RedisClient
  readonly logger?: Logger | undefined
  /** Says each second that this gateway is there. As long as it fails, nothing else is asked. */
  readonly beat: (client: RedisClient) => Promise<void>
}

/** Asks Redis as long as it answers. While it does not, who asks knows at once, and nobody waits. */
export class RedisConnection implements AsyncDisposable {
  readonly #options: RedisConnectionOptions
  #available = false
  #told = false
  #closed = false
  #timer: NodeJS.Timeout | undefined

  constructor(options: RedisConnectionOptions) {
    this.#options = options
    // Every command that fails says so itself; without a listener the process would end.
    options.client.on('error', () => undefined)
  }

  /** Whether Redis answered when it was last asked. */
  get available(): boolean {
    return this.#available
  }

  /** Connects, and goes on trying. Resolves when it is known whether Redis answers. */
  async open(): Promise<void> {
    const { client } = this.#options
    // It resolves when it is connected, which may be never.
    const connected = client.connect().catch(() => undefined)
    await within(connected, ANSWER_MS).catch(() => undefined)
    await this.#beat()
  }

  /** What Redis answers; `undefined` while it is away. */
  async ask<Answer>(question: (client: RedisClient) => Promise<Answer>): Promise<Answer | undefined> {
    if (!this.#available) return undefined
    try {
      return await within(question(this.#options.client), ANSWER_MS)
    } catch (error) {
      this.#away(error)
      return undefined
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    this.#available = false
    this.#options.client.destroy()
  }

  async #beat(): Promise<void> {
    const { client, beat, logger } = this.#options
    try {
      await within(beat(client), ANSWER_MS)
      if (this.#told) logger?.info({}, 'Redis answers again: limits are counted for all gateways together')
      this.#available = true
      this.#told = false
    } catch (error) {
      this.#away(error)
    }
    if (this.#closed) return
    this.#timer = setTimeout(() => void this.#beat(), BEAT_MS)
    this.#timer.unref()
  }

  #away(error: unknown): void {
    this.#available = false
    if (this.#told || this.#closed) return
    this.#told = true
    this.#options.logger?.warn(
      { err: error },
      'Redis does not answer: each gateway counts limits by itself, up to its share of them, until it does',
    )
  }
}

async function within<Answer>(work: Promise<Answer>, milliseconds: number): Promise<Answer> {
  const { promise, reject } = Promise.withResolvers<never>()
  const late = () => reject(new Error(`no answer within ${milliseconds} ms`))
  // An answer that is here, and was not read because this process was busy, is read first.
  const timer = setTimeout(() => setImmediate(late), milliseconds)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}
