import type { CallContext, Operation } from '@gateway/core'

/** What a strategy may know of an upstream. It is live: read it, never keep a copy. */
export interface Candidate {
  readonly name: string
  /** Its share of new work among the others; above 0. */
  readonly weight: number
  /** Lower ones come first. */
  readonly priority: number
  /** What a call costs there, in any unit that is the same for all; `undefined` where it is not known. */
  readonly cost: number | undefined
  /** Calls under way. */
  readonly active: number
  /** Moving average of the milliseconds until its first event or answer; `undefined` before the first. */
  readonly latencyMs: number | undefined
  /** Calls begun within the last minute. */
  readonly callsPerMinute: number
  /** Calls that it may be given per minute; `undefined`: without limit. */
  readonly requestsPerMinute: number | undefined
}

/** The call that an upstream is looked for. */
export interface RoutedCall {
  readonly operation: Operation
  /** The conversation that it belongs to, where it has one. */
  readonly contextId: string | undefined
  readonly context: Pick<CallContext, 'requestId' | 'owner' | 'agent' | 'headers'>
}

/**
 * Chooses one of the candidates, which are those that may be given the call now; `undefined` when it wants none of
 * them. It must be quick and must not throw. The same array comes again for as long as the candidates are the same, so
 * what is worked out of it can be kept by it (`WeakMap`).
 *
 * @param random numbers of [0, 1)
 * @param now milliseconds of the router's clock
 */
export type Strategy = (
  candidates: readonly Candidate[],
  call: RoutedCall,
  random: () => number,
  now: number,
) => Candidate | undefined
