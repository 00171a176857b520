import { gatewayError } from '@gateway/core'
import type { LiveUpstream } from './live-upstream.ts'

interface Waiting {
  /** Whether room at this upstream is what it waits for. */
  readonly wants: (upstream: LiveUpstream) => boolean
  readonly go: () => void
}

/** Calls that wait for room, first come first served, never more than so many. */
export class WaitingLine {
  readonly #waiting = new Set<Waiting>()
  #most: number
  #longestMs: number

  constructor(most: number, longestMs: number) {
    this.#most = most
    this.#longestMs = longestMs
  }

  get length(): number {
    return this.#waiting.size
  }

  /**
   * Resolves when there is room at an upstream that it wants; it then looks again. Rejects with UNAVAILABLE when too many
   * wait already or it took too long, and with the signal's reason.
   */
  wait(wants: Waiting['wants'], signal: AbortSignal): Promise<void> {
    if (this.#waiting.size >= this.#most) {
      return Promise.reject(
        unavailable(`Every upstream is busy, and ${this.#waiting.size} calls wait already. Try again.`),
      )
    }
    return new Promise((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', aborted)
        this.#waiting.delete(waiting)
      }
      const aborted = () => {
        leave()
        reject(signal.reason)
      }
      const timer = setTimeout(() => {
        leave()
        reject(unavailable(`No upstream had room for this call within ${this.#longestMs / 1000} s. Try again.`))
      }, this.#longestMs)
      const waiting: Waiting = {
        wants,
        go: () => {
          leave()
          resolve()
        },
      }
      if (signal.aborted) return aborted()
      signal.addEventListener('abort', aborted)
      this.#waiting.add(waiting)
    })
  }

  /** There may be room for one more. */
  room(upstream: LiveUpstream): void {
    for (const waiting of this.#waiting) {
      if (!waiting.wants(upstream)) continue
      waiting.go()
      return
    }
  }

  /** Everything is different: all look again. */
  all(): void {
    for (const waiting of [...this.#waiting]) waiting.go()
  }
}

const unavailable = (message: string) => gatewayError('UNAVAILABLE', message, { retryable: true, retryAfter: 1 })
