/** Retries are a share of the calls: each call puts a part of a retry in, each retry takes one out. */
export class RetryBudget {
  readonly #share: number
  readonly #burst: number
  #left: number

  constructor(share = 0.2, burst = 100) {
    this.#share = share
    this.#burst = burst
    this.#left = burst
  }

  call(): void {
    this.#left = Math.min(this.#burst, this.#left + this.#share)
  }

  /** Whether there is one more. */
  take(): boolean {
    if (this.#left < 1) return false
    this.#left -= 1
    return true
  }
}

const LONGEST_BACKOFF_MS = 2_000

/** Milliseconds to wait, anywhere from nothing to the most, so that those who failed together do not come back together. */
export function backoff(attempt: number, most: number, random: () => number): number {
  return random() * Math.min(most * 2 ** attempt, LONGEST_BACKOFF_MS)
}
