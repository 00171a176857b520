/** One HTTP request as the routes see it, whatever carries it. */
export interface HttpExchange {
  readonly method: string
  /** Names in lower case; of repeated headers as Node joins them. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly query: URLSearchParams
  /** The caller's address; of a trusted proxy's request, the one it forwards for. */
  readonly ip: string | undefined
  /** Scheme, host and port by which the caller reached this server, without a slash at the end. */
  readonly origin: string
  /** Aborts when the caller leaves before its answer is complete, or by `abort`. */
  readonly signal: AbortSignal
  abort(reason: Error): void
  /** Calls back once, when the answer has left this process or its caller has gone; at once where it has already. */
  whenClosed(act: () => void): void
  /**
   * The body as text, at once where it is here already. Throws or rejects with REQUEST_TOO_LARGE before more than `limit`
   * bytes are held. Can be read once.
   */
  text(limit: number): string | Promise<string>
}

/**
 * An answer as plain data, written to a socket or turned into a `Response` at one place. A body that is an iterator is
 * sent chunk by chunk as it comes, as fast as the reader takes it; it is told to return when the reader leaves.
 */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | AsyncIterator<string, undefined>
  /** Each a `set-cookie` of its own. */
  readonly cookies?: readonly string[]
}

/** A reply that is whole. */
export type TextReply = Reply & { readonly body: string }
