import type { StreamResponse } from '@gateway/core'

/** What a watcher that is slow may have before it, for all watchers of a task together: it reads the rest from the log. */
const MOST_EVENTS = 1_000
const MOST_CHARACTERS = 1024 * 1024

/**
 * The next event, with its place. `behind`: it is in the log, and no more at hand; `over`: the run has ended or left
 * this process, and everything before was given out.
 */
export type WatchStep = { readonly event: StreamResponse; readonly sequence: number } | 'behind' | 'over'

export interface RunWatch {
  /** What came before or at this place is not given out. */
  readonly start: number
  next(): Promise<WatchStep>
  /** Ends it: a `next` that waits gets `over`. */
  close(): void
}

interface Watcher {
  after: number
  wake: (() => void) | undefined
}

/** Those who watch a run: they share one list of events, each with a place of its own in it, and none of them holds up the run or another. */
export class RunWatchers {
  readonly #watchers = new Set<Watcher>()
  /** The events that some watcher has not got yet; the last of them is `#last`. */
  #recent: { readonly event: StreamResponse; readonly size: number }[] = []
  #size = 0
  #last: number
  #over = false

  /** `last`: the place from which on it is told. */
  constructor(last: number) {
    this.#last = last
  }

  get last(): number {
    return this.#last
  }

  publish(sequence: number, event: StreamResponse, size: number): void {
    this.#last = sequence
    if (this.#watchers.size === 0) return
    this.#recent.push({ event, size })
    this.#size += size
    if (this.#recent.length >= 32) this.#dropRead()
    while (this.#recent.length > 1 && (this.#recent.length > MOST_EVENTS || this.#size > MOST_CHARACTERS)) this.#drop()
    this.#wake()
  }

  end(): void {
    this.#over = true
    this.#wake()
  }

  watch(): RunWatch {
    const watcher: Watcher = { after: this.#last, wake: undefined }
    this.#watchers.add(watcher)
    let closed = false
    const step = (): WatchStep | undefined => {
      if (closed) return 'over'
      if (watcher.after < this.#last) {
        const index = this.#recent.length - (this.#last - watcher.after)
        const found = index < 0 ? undefined : this.#recent[index]
        if (found === undefined) return 'behind'
        watcher.after += 1
        return { event: found.event, sequence: watcher.after }
      }
      return this.#over ? 'over' : undefined
    }
    return {
      start: this.#last,
      async next() {
        for (;;) {
          const found = step()
          if (found !== undefined) return found
          await new Promise<void>((resolve) => {
            watcher.wake = resolve
          })
        }
      },
      close: () => {
        closed = true
        this.#watchers.delete(watcher)
        if (this.#watchers.size === 0) this.#forget()
        watcher.wake?.()
      },
    }
  }

  #wake(): void {
    for (const watcher of this.#watchers) {
      const { wake } = watcher
      watcher.wake = undefined
      wake?.()
    }
  }

  /** Lets go of what everybody has got. */
  #dropRead(): void {
    let after = this.#last
    for (const watcher of this.#watchers) after = Math.min(after, watcher.after)
    const kept = this.#recent.slice(-Math.max(0, this.#last - after))
    if (after >= this.#last) this.#forget()
    else if (kept.length < this.#recent.length) {
      this.#recent = kept
      this.#size = kept.reduce((sum, { size }) => sum + size, 0)
    }
  }

  #drop(): void {
    this.#size -= this.#recent.shift()?.size ?? 0
  }

  #forget(): void {
    this.#recent = []
    this.#size = 0
  }
}
