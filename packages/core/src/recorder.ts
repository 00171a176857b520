import type { Fact } from './call-context.ts'
import type { CallTrace } from './call-trace.ts'
import type { Caller } from './caller.ts'
import type { GatewayError } from './gateway-error.ts'
import type { Operation } from './operations.ts'
import type { StreamResponse } from './protocol.ts'
import type { ProtocolVersion } from './protocol-version.ts'

/** What is known of a call when it comes in. */
export interface CallArrival {
  readonly requestId: string
  /** `mirror`: no call, but a copy of its message. `replay`: the message of another call (`replayOf`), sent once more. */
  readonly kind?: 'mirror' | 'replay' | undefined
  readonly replayOf?: string | undefined
  /** `performance.now()` at which its first byte was handled. */
  readonly at: number
  readonly ip?: string | undefined
  /** `x-litellm-trace-id` or `x-litellm-session-id`. */
  readonly sessionId?: string | undefined
  /** Of the request, names in lower case: for its trace, what it wants of its record, and those that are kept. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined
}

/** What the caller asked for, once it could be read. */
export interface CallSubject {
  readonly operation: Operation
  readonly binding: string
  readonly version: ProtocolVersion
  readonly streaming: boolean
  /** JSON text of the request, in the caller's version. */
  readonly text: string
}

/** How a call ended, as its caller saw it. */
export interface CallOutcome {
  readonly httpStatus: number
  /** What went wrong, as the caller was told. CANCELED: the caller left. */
  readonly error?: GatewayError | undefined
  readonly requestBytes: number
  readonly responseBytes: number
  /** JSON text of the answer, in the caller's version; of a stream, put together. */
  readonly response?: string | undefined
  readonly events?: number | undefined
  /** `performance.now()` of the answer or first event. */
  readonly firstEventAt?: number | undefined
}

/** One call while it runs: what is learnt about it goes in, exactly one record comes out at `end`. */
export interface CallObservation {
  caller(caller: Caller): void
  /** Its place in a trace; else it is the caller's `traceparent` that tells. */
  trace(trace: CallTrace): void
  /** What the call is sorted by, in the place of its caller's tags. */
  tags(tags: readonly string[]): void
  /** `content: false` keeps request and answer out of the record. */
  agent(agent: { readonly id: string; readonly name: string; readonly content: boolean }): void
  subject(subject: CallSubject): void
  observe(fact: Fact): void
  /** An event of its stream is on its way to the caller. Default: single events are not kept. */
  event?(event: StreamResponse): void
  /** Milliseconds that the gateway itself has taken until now: all but the wait for the upstream. */
  overhead(now: number): number
  /** Closes the observation; a second call does nothing. */
  end(outcome: CallOutcome): void
}

/** Makes one record of every call. `@gateway/logging` implements it. */
export interface Recorder {
  begin(arrival: CallArrival): CallObservation
  /** Why no further call can be recorded, and so none may be served; `undefined`: it can. Default: it always can. */
  readonly refusal?: () => GatewayError | undefined
  /**
   * What an answer waits for before it ends, so that no call is answered whose record a crash could lose. Never rejects.
   * `undefined`: nothing. Default: answers do not wait.
   */
  readonly recorded?: () => Promise<void> | undefined
}
