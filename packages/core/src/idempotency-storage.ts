/** The storage port of idempotency keys: requests that are sent again are not done again. */

/** A request that is to be done once. */
export interface IdempotentRequest {
  /** Stands for caller, route and idempotency key. */
  readonly key: string
  /** Stands for all that is asked: another under the same key is a mistake. */
  readonly fingerprint: string
  /** Who does it, new for each attempt. */
  readonly holder: string
}

/** What is known of a request that somebody else does or has done. */
export interface HeldRequest {
  readonly fingerprint: string
  /** Absent: it is being done. */
  readonly answer?: string
}

/** Requests that are being done, and the answers of those that are. Times are of the store's own clock. */
export interface IdempotencyStore {
  /** Takes a request for `holdMs`, so that nobody else does it. Where somebody has it: what is known of that. */
  take(request: IdempotentRequest, holdMs: number): Promise<HeldRequest | undefined>
  /** Holds it for `holdMs` from now. `false`: it is somebody else's by now. */
  hold(request: IdempotentRequest, holdMs: number): Promise<boolean>
  /** Keeps its answer for `keepMs`. `false`: it is somebody else's by now. */
  finish(request: IdempotentRequest, answer: string, keepMs: number): Promise<boolean>
  /** Gives it up: whoever sends it again does it. */
  release(request: IdempotentRequest): Promise<void>
  /** Removes what is over. */
  deleteOver(): Promise<void>
}
