import type { Logger } from '@gateway/core'
import pg from 'pg'

/** The channel on which gateways wake one another. A notice says nothing: what changed is read from the table. */
export const CHANNEL = 'gateway_changes'

const AGAIN_MS = 2_000

export interface PostgresNoticesOptions {
  readonly connection: pg.ClientConfig
  /** Called for every notice, and after a connection is made: notices may have been missed before. */
  readonly wake: () => void
  readonly logger?: Logger | undefined
}

/**
 * Hears of changes as they are committed, over a connection of its own. It only makes what polls find anyway be found at
 * once: it says nothing behind a pooler that lends a connection for one transaction, or while its connection is broken.
 */
export class PostgresNotices {
  readonly #options: PostgresNoticesOptions
  #client: pg.Client | undefined
  #timer: NodeJS.Timeout | undefined
  #stopped = false

  constructor(options: PostgresNoticesOptions) {
    this.#options = options
  }

  /** Resolves after the first attempt, also where that failed: others follow. */
  async start(): Promise<void> {
    if (this.#stopped) return
    const { connection, wake, logger } = this.#options
    const client = new pg.Client(connection)
    this.#client = client
    const lost = (): void => {
      if (this.#stopped || this.#client !== client) return
      this.#client = undefined
      void client.end().catch(() => undefined)
      this.#timer = setTimeout(() => void this.start(), AGAIN_MS).unref()
    }
    client.on('error', lost)
    client.on('end', lost)
    client.on('notification', wake)
    try {
      await client.connect()
      await client.query(`listen ${CHANNEL}`)
      // Its types do not know it.
      if ('unref' in client && typeof client.unref === 'function') client.unref()
      wake()
    } catch (error) {
      logger?.debug({ err: error }, 'Changes by other gateways are polled for: notices of them cannot be listened for')
      lost()
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#client?.end().catch(() => undefined)
  }
}
