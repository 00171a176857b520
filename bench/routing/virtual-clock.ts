interface Due {
  readonly at: number
  readonly order: number
  readonly run: () => void
}

/** Time that jumps from one thing that happens to the next: an hour of traffic takes seconds, and the same ones each time. */
export class VirtualClock {
  /** A binary heap: the earliest is first, and what is due at the same time keeps its order. */
  readonly #heap: Due[] = []
  #now = Date.parse('2026-01-01T00:00:00Z')
  #order = 0

  readonly now = (): number => this.#now

  readonly sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => this.after(milliseconds, resolve))

  after(milliseconds: number, run: () => void): void {
    this.#heap.push({ at: this.#now + milliseconds, order: this.#order++, run })
    let index = this.#heap.length - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!this.#swapIfEarlier(index, parent)) break
      index = parent
    }
  }

  /** Lets everything happen, until nothing is due. */
  async run(): Promise<void> {
    for (let due = this.#pop(); due !== undefined; due = this.#pop()) {
      this.#now = due.at
      due.run()
      // Promises that follow from it are settled before time goes on.
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  #pop(): Due | undefined {
    const first = this.#heap[0]
    const last = this.#heap.pop()
    if (first === undefined || last === undefined || this.#heap.length === 0) return first
    this.#heap[0] = last
    for (let index = 0; ; ) {
      const left = 2 * index + 1
      const right = left + 1
      const lower = this.#earlier(right, left) ? right : left
      if (!this.#swapIfEarlier(lower, index)) return first
      index = lower
    }
  }

  #earlier(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one], this.#heap[other]]
    if (a === undefined || b === undefined) return a !== undefined
    return a.at < b.at || (a.at === b.at && a.order < b.order)
  }

  #swapIfEarlier(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one], this.#heap[other]]
    if (a === undefined || b === undefined || !this.#earlier(one, other)) return false
    this.#heap[one] = b
    this.#heap[other] = a
    return true
  }
}
