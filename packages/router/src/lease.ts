import type { Clock } from './clock.ts'
import type { LiveUpstream } from './live-upstream.ts'
import { outcomeOf } from './outcome.ts'

/** One call that an upstream was given: from its begin to its end it is counted there, and what it shows is kept. */
export class Lease {
  readonly upstream: LiveUpstream
  /** Aborts with the caller's, or when the router is told to cancel what runs. */
  readonly signal: AbortSignal
  readonly #clock: Clock
  readonly #begunAt: number
  readonly #controller = new AbortController()
  readonly #parent: AbortSignal
  readonly #ended: (lease: Lease) => void
  readonly #probe: boolean
  #answered = false
  #over = false

  constructor(upstream: LiveUpstream, clock: Clock, parent: AbortSignal, ended: (lease: Lease) => void) {
    this.upstream = upstream
    this.signal = this.#controller.signal
    this.#clock = clock
    this.#parent = parent
    this.#ended = ended
    this.#begunAt = clock.now()
    this.#probe = upstream.breaker.begin(this.#begunAt)
    upstream.begin(this.#begunAt)
    if (parent.aborted) this.#follow()
    else parent.addEventListener('abort', this.#follow)
  }

  /** Milliseconds since it began. */
  get ms(): number {
    return this.#clock.now() - this.#begunAt
  }

  abort(reason: unknown): void {
    this.#controller.abort(reason)
  }

  /** What an error of it means: one that was told to end here, and not by its caller, has failed for that reason. */
  failureOf(error: unknown): unknown {
    return this.signal.aborted && !this.#parent.aborted ? this.signal.reason : error
  }

  /** Its answer, or the first event of its stream, is here. */
  answered(): void {
    if (this.#answered || this.#over) return
    this.#answered = true
    const now = this.#clock.now()
    this.upstream.answered(now, now - this.#begunAt)
  }

  /** It has failed with the error, or is over. */
  end(error?: unknown): void {
    if (this.#over) return
    this.#over = true
    this.#parent.removeEventListener('abort', this.#follow)
    // A call that was given up says nothing about its upstream.
    if (error !== undefined && !this.signal.aborted) this.#judge(error)
    if (this.#probe) this.upstream.breaker.tried()
    this.upstream.end()
    this.#ended(this)
  }

  #judge(error: unknown): void {
    const now = this.#clock.now()
    const outcome = outcomeOf(error)
    const { breaker } = this.upstream
    if (outcome.type === 'none') {
      // It answered, if only to say no.
      breaker.succeeded(now)
      return
    }
    this.upstream.failed(now, outcome.reason)
    if (outcome.type === 'failure') breaker.failed(now, outcome.reason, outcome.inRow)
    else breaker.open(now, outcome.reason, outcome.retryAfterMs)
  }

  readonly #follow = () => this.#controller.abort(this.#parent.reason)
}
