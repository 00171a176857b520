import type { CallContext, RequestOf } from '@gateway/core'

/** When a call is made again, and how often. */
export interface RetrySettings {
  /** Further upstreams that are tried when one had not begun. Default 2; `0`: none. */
  readonly retries?: number | undefined
  /** Share of the calls that may be made again, so that retries do not bury what is left. Default 0.2. */
  readonly budget?: number | undefined
  /** Retries that may come at once before the share counts. Default 100. */
  readonly burst?: number | undefined
  /** The longest wait before the first retry on the same upstream; each further one may be twice as long. Default 50. */
  readonly backoffMs?: number | undefined
  /**
   * Milliseconds without an answer after which a message that may be carried out twice (`mayRepeat`) is given to a
   * second upstream as well: the first answer counts, the other call is aborted. Taken from the budget. Default: never.
   */
  readonly hedgeMs?: number | undefined
  /**
   * Whether this message may be carried out twice, so that it is sent again also when the upstream may have begun.
   * Default: none may. For callers that mark theirs, by metadata or a header.
   */
  readonly mayRepeat?: ((request: RequestOf<'sendMessage'>, context: CallContext) => boolean) | undefined
}
