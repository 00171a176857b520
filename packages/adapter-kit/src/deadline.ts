import type { Limits } from './limits.ts'

export type TimeLimit = 'firstEventMs' | 'idleMs' | 'totalMs'

/** The longest delay a timer takes; a later deadline is looked at again then. */
const LONGEST_DELAY = 2 ** 31 - 1

/**
 * Watches the time limits of one exchange with a single timer. An arriving event only notes the time: the timer is set
 * anew when it fires and finds that something has happened since.
 */
export class Deadline {
  readonly #limits: Pick<Limits, TimeLimit>
  readonly #onExpired: (limit: TimeLimit) => void
  readonly #startedAt = performance.now()
  #lastActivityAt = 0
  #waitingForFirst = true
  #streaming = false
  #held = false
  #timer: NodeJS.Timeout | undefined
  #lastLook: NodeJS.Immediate | undefined

  constructor(limits: Pick<Limits, TimeLimit>, onExpired: (limit: TimeLimit) => void) {
    this.#limits = limits
    this.#onExpired = onExpired
    this.#arm()
  }

  /** The first event, or the beginning of a plain answer, is here. */
  first(): void {
    this.#waitingForFirst = false
  }

  /** The answer is a stream: from now on silence is limited. */
  streaming(): void {
    this.#streaming = true
    this.#lastActivityAt = performance.now()
    this.#arm()
  }

  activity(): void {
    this.#lastActivityAt = performance.now()
  }

  /** The reader holds the stream back: silence is not the agent's. */
  hold(): void {
    this.#held = true
  }

  release(): void {
    this.#held = false
    this.#lastActivityAt = performance.now()
  }

  stop(): void {
    clearTimeout(this.#timer)
    clearImmediate(this.#lastLook)
  }

  #next(): { limit: TimeLimit; at: number } | undefined {
    const { firstEventMs, idleMs, totalMs } = this.#limits
    let next: { limit: TimeLimit; at: number } | undefined
    const consider = (limit: TimeLimit, at: number) => {
      if (next === undefined || at < next.at) next = { limit, at }
    }
    if (totalMs > 0) consider('totalMs', this.#startedAt + totalMs)
    if (firstEventMs > 0 && this.#waitingForFirst) consider('firstEventMs', this.#startedAt + firstEventMs)
    if (idleMs > 0 && this.#streaming)
      consider('idleMs', (this.#held ? performance.now() : this.#lastActivityAt) + idleMs)
    return next
  }

  #arm(): void {
    this.stop()
    const next = this.#next()
    if (next === undefined) return
    const delay = Math.min(Math.max(Math.ceil(next.at - performance.now()), 1), LONGEST_DELAY)
    this.#timer = setTimeout(() => this.#check(), delay)
    // The socket keeps the process alive, not its clock.
    this.#timer.unref()
  }

  #check(): void {
    if (this.#expired() === undefined) this.#arm()
    // A busy process may not have read yet what has arrived in time.
    else this.#lastLook = setImmediate(() => this.#expire())
  }

  #expire(): void {
    const limit = this.#expired()
    if (limit === undefined) this.#arm()
    else this.#onExpired(limit)
  }

  #expired(): TimeLimit | undefined {
    const next = this.#next()
    return next !== undefined && performance.now() >= next.at ? next.limit : undefined
  }
}
