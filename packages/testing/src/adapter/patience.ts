import type { AdapterUnderTest } from './vendor.ts'

/** How long, in milliseconds, the suite waits for what has to happen: longer than it takes on a busy machine. */
export interface Patience {
  /** For a turn, or a card, to end. */
  readonly turn: number
  /** For a connection to be closed after its turn was stopped. */
  readonly close: number
}

export function patienceOf({ patience = 1 }: AdapterUnderTest): Patience {
  return { turn: 40_000 * patience, close: 10_000 * patience }
}
