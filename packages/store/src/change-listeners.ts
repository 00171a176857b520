import type { Change, Logger } from '@gateway/core'

/** Who is told of changes. A listener that throws does not keep the others from hearing. */
export class ChangeListeners {
  readonly #listeners = new Set<{ readonly call: (change: Change) => void }>()
  readonly #logger: Logger | undefined

  constructor(logger: Logger | undefined) {
    this.#logger = logger
  }

  add(call: (change: Change) => void): () => void {
    const listener = { call }
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  tell(change: Change): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener.call(change)
      } catch (error) {
        this.#logger?.error({ err: error, change }, 'A listener to changes in the store failed')
      }
    }
  }
}
