import type { Operation } from './operations.ts'
import type { TaskState } from './protocol.ts'
import type { ProtocolVersion } from './protocol-version.ts'
import type { Usage } from './usage.ts'

/**
 * How a call ended. `ok`: answered (also with a task that failed, see `taskState`); `error`: the agent or the gateway
 * failed; `refused`: the caller was not allowed or its request was wrong; `canceled`: the caller left.
 */
export type CallStatus = 'ok' | 'error' | 'refused' | 'canceled'

/** One upstream that was given the call; milliseconds until its answer, the first event of its stream, or its failure. */
export interface CallAttempt {
  readonly upstream: string
  readonly ms: number
  /** `ErrorCode` of its failure. */
  readonly error?: string
}

/** Everything that is kept about one call. Times are UTC; durations are milliseconds. */
export interface CallRecord {
  /** Sortable by time: newer records have greater ids (UUIDv7). */
  readonly id: string
  readonly requestId: string
  /**
   * `run`: no call of its own, but what a run has taken whose caller was gone when it ended. `requestId` is that of the
   * call that began it, `time` when it ended, `totalMs` how long it took, `httpStatus` 0. `mirror`: a copy of a message that
   * went to the upstream of `routing.mirror`; `requestId` is that of the call whose message it was, `httpStatus` 0. It is
   * nobody's, and its usage and cost are its own. `replay`: the message of `replayOf`, sent once more on somebody's order,
   * whose call it is. Absent for calls.
   */
  readonly kind?: 'run' | 'mirror' | 'replay' | undefined
  /** The record whose message was sent once more. */
  readonly replayOf?: string | undefined
  /** ISO 8601: when the request came in. */
  readonly time: string
  readonly keyId?: string | undefined
  readonly keyAlias?: string | undefined
  readonly userId?: string | undefined
  readonly teamId?: string | undefined
  /** The agent that called, where the key is one's. */
  readonly callerAgentId?: string | undefined
  /** Those of the key, and those that the call came with (`x-litellm-tags`). */
  readonly tags?: readonly string[] | undefined
  /** The caller's address. */
  readonly ip?: string | undefined
  readonly agentId?: string | undefined
  readonly agentName?: string | undefined
  readonly upstream?: string | undefined
  /** The upstreams that were given the call, in order, where a router chose among several; the last one answered or failed. */
  readonly attempts?: readonly CallAttempt[] | undefined
  readonly operation?: Operation | undefined
  readonly binding?: string | undefined
  /** The version the caller spoke, and the one the upstream was called in. */
  readonly version?: ProtocolVersion | undefined
  readonly upstreamVersion?: ProtocolVersion | undefined
  /** How the upstream was called, such as `JSONRPC`; absent where its protocol is a vendor's own. */
  readonly upstreamBinding?: string | undefined
  readonly streaming: boolean
  readonly taskId?: string | undefined
  readonly contextId?: string | undefined
  /** `x-litellm-trace-id` or `x-litellm-session-id` of the caller, else the context. */
  readonly sessionId?: string | undefined
  /**
   * W3C Trace Context: the trace of the caller's `traceparent`, else that of the call that caused this one, else one that
   * begins here; this call's span in it, and the span of the caller that made it.
   */
  readonly traceId?: string | undefined
  readonly spanId?: string | undefined
  readonly parentSpanId?: string | undefined
  /** Whether who called keeps its part of the trace (`sampled` of its `traceparent`); absent where there is no parent. */
  readonly traceSampled?: boolean | undefined
  /** `spanId` of the call through the gateway that caused this one, as far as that is known. */
  readonly causeSpanId?: string | undefined
  /** The request headers that the gateway is set to keep, names in lower case; never one that carries a credential. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly status: CallStatus
  readonly taskState?: TaskState | undefined
  readonly httpStatus: number
  /** `ErrorCode` of the gateway, with the JSON-RPC code and the message the caller got. */
  readonly errorCode?: string | undefined
  readonly jsonRpcCode?: number | undefined
  readonly errorMessage?: string | undefined
  /** Until the first event of a stream, or the answer, was ready. */
  readonly firstEventMs?: number | undefined
  readonly totalMs: number
  /** From the call's arrival until an upstream was first asked; absent where none was. */
  readonly queueMs?: number | undefined
  /** The wait for upstreams, until the answer or the first event. */
  readonly upstreamMs?: number | undefined
  /** Time that the gateway itself took: the total less the wait for the upstream. */
  readonly overheadMs?: number | undefined
  /** What the agent says that its work has taken, and what that costs in US dollars; where the call saw it end. */
  readonly usage?: Usage | undefined
  readonly cost?: number | undefined
  readonly requestBytes: number
  readonly responseBytes: number
  readonly events: number
  /** JSON text of the request's params and of the answer (of a stream: assembled); absent where content is not kept. */
  readonly request?: string | undefined
  readonly response?: string | undefined
  /**
   * The events of a stream as they came from the agent, as JSON Lines: `{"ms":…,"event":…}`, milliseconds since the call came
   * in; of one that was too long to be kept `{"ms":…,"bytes":…}`. It has the first of them: `events` tells how many there
   * were, `responseBytes` their size. Absent where content is not kept, and where the task has a log of its own.
   */
  readonly eventLog?: string | undefined
  /** The content was longer than is kept; `requestBytes` and `responseBytes` tell the true size. */
  readonly contentTruncated?: boolean | undefined
}
