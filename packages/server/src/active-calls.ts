import { gatewayError } from '@gateway/core'
import type { HttpExchange } from './http-exchange.ts'

/** The calls that are under way, so that a stop can wait for them and then end them clearly. */
export interface ActiveCalls {
  readonly draining: boolean
  readonly count: number
  begin(exchange: HttpExchange): void
  /** The call is answered; it counts until its answer has left this process, so that a stop does not cut it. */
  end(exchange: HttpExchange): void
  /** Takes no more calls, waits for those under way, and after `seconds` ends the rest with UNAVAILABLE. */
  drain(seconds: number): Promise<void>
}

/** How long an ended call has to tell its caller so. */
const LAST_WORDS_MS = 1_000

export const shuttingDown = () =>
  gatewayError('UNAVAILABLE', 'The gateway is shutting down. Send the call again; a task can be asked for by its id.', {
    retryable: true,
    retryAfter: 5,
  })

export function createActiveCalls(): ActiveCalls {
  const active = new Set<HttpExchange>()
  let draining = false
  let idle: PromiseWithResolvers<void> | undefined

  return {
    get draining() {
      return draining
    },
    get count() {
      return active.size
    },
    begin(exchange) {
      active.add(exchange)
    },
    async end(exchange) {
      await exchange.closed
      active.delete(exchange)
      if (active.size === 0) idle?.resolve()
    },
    async drain(seconds) {
      draining = true
      const allEnded = () => {
        if (active.size === 0) return Promise.resolve()
        idle ??= Promise.withResolvers()
        return idle.promise
      }
      const within = async (milliseconds: number) => {
        let timer: NodeJS.Timeout | undefined
        const timeout = new Promise<void>((resolve) => {
          timer = setTimeout(resolve, milliseconds)
        })
        await Promise.race([allEnded(), timeout])
        clearTimeout(timer)
      }
      await within(seconds * 1_000)
      for (const exchange of active) exchange.abort(shuttingDown())
      if (active.size > 0) await within(LAST_WORDS_MS)
    },
  }
}
