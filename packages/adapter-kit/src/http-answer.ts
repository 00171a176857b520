import type { ServerSentEvents } from './server-sent-events.ts'

/** An agent's answer: its head is here, its body is read once, as text or as events. */
export interface HttpAnswer {
  readonly status: number
  /** Names in lower case; a header that came several times is one list, joined by commas. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /**
   * The whole body, without a leading BOM. Rejects with INVALID_AGENT_RESPONSE beyond `bodyBytes`, AGENT_UNREACHABLE
   * when it is cut, AGENT_TIMEOUT beyond a time limit, CANCELED (or the error the signal was aborted with).
   */
  text(): Promise<string>
  /** The body as server-sent events, under the same errors and `eventBytes`. `return()` frees the connection. */
  events(): ServerSentEvents
  /** Gives up a body nobody reads and frees its connection. Needed when neither `text` nor `events` is called. */
  discard(): void
}
