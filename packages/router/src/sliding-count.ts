/** Parts that a window is divided into: what is counted is right to a tenth of its length. */
const PARTS = 10

/** How often something happened within the last while. Constant time and memory. */
export class SlidingCount {
  readonly #partMs: number
  readonly #counts = new Float64Array(PARTS)
  #part = 0
  #total = 0

  constructor(windowMs: number) {
    this.#partMs = windowMs / PARTS
  }

  add(now: number): void {
    this.#move(now)
    const place = this.#part % PARTS
    this.#counts[place] = (this.#counts[place] ?? 0) + 1
    this.#total += 1
  }

  count(now: number): number {
    this.#move(now)
    return this.#total
  }

  clear(): void {
    this.#counts.fill(0)
    this.#total = 0
  }

  #move(now: number): void {
    const part = Math.floor(now / this.#partMs)
    if (part <= this.#part) return
    if (part - this.#part >= PARTS) this.clear()
    else {
      for (let gone = this.#part + 1; gone <= part; gone++) {
        const place = gone % PARTS
        this.#total -= this.#counts[place] ?? 0
        this.#counts[place] = 0
      }
    }
    this.#part = part
  }
}
