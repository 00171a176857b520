import type { Caller, Owner } from './caller.ts'
import type { SendMessageResponse, TaskState } from './protocol.ts'
import type { ProtocolVersion } from './protocol-version.ts'
import type { Repair } from './repair.ts'
import type { Usage } from './usage.ts'

/** What a step of the request path learnt and the call's record keeps. Times are milliseconds of `performance.now()`. */
export type Fact =
  | { readonly type: 'upstream'; readonly name: string }
  /**
   * An upstream was given the call: how long until its answer, or the first event of its stream, or until it failed, and
   * with which `ErrorCode`.
   */
  | { readonly type: 'attempt'; readonly upstream: string; readonly ms: number; readonly error?: string }
  /** The message went to this upstream as well, whose answer nobody gets. */
  | { readonly type: 'mirror'; readonly upstream: string }
  /**
   * An upstream request went out; `version` is the protocol version it was written in, `binding` such as `JSONRPC`. Both are
   * absent where the protocol is a vendor's own.
   */
  | {
      readonly type: 'upstream-request'
      readonly at: number
      readonly version?: ProtocolVersion
      readonly binding?: string
    }
  /** The upstream's answer, or the first event of its stream, is here. */
  | { readonly type: 'upstream-response'; readonly at: number }
  /** The task or context of the call, as the caller knows them. */
  | { readonly type: 'task'; readonly taskId?: string; readonly contextId?: string; readonly state?: TaskState }
  /** What the agent says that its work has taken, and what that costs in US dollars; both add to what was told before. */
  | { readonly type: 'usage'; readonly usage?: Usage; readonly cost?: number }
  /**
   * A limit that the call counts against: of several of a kind the one that is reached first. `resetMs`: until its minute
   * is over.
   */
  | {
      readonly type: 'limit'
      readonly of: 'requests' | 'tokens'
      readonly limit: number
      readonly remaining: number
      readonly resetMs: number
    }
  /** What the agent sent had to be put right before it could be served. */
  | { readonly type: 'repair'; readonly repair: Repair }
  /** A stream began; `result` puts together what has been streamed so far. */
  | { readonly type: 'assembly'; readonly result: () => SendMessageResponse | undefined }

/** What work has taken. `cost` is in US dollars. */
export interface WorkTaken {
  readonly usage?: Usage
  readonly cost?: number
}

/** Everything about one call that is not the request itself. */
export interface CallContext {
  readonly requestId: string
  readonly caller: Caller
  /** Owner of what this call creates, and on whose behalf tasks are looked up. */
  readonly owner: Owner
  /** Aborts when the caller has left, the call's time is over or the gateway ends. */
  readonly signal: AbortSignal
  /** The caller's request headers, names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly agent: { readonly id: string; readonly name: string }
  /** W3C `traceparent` and `tracestate` for upstreams: the gateway's first attempt at one is the caller there. */
  readonly trace?: { readonly traceparent: string; readonly tracestate?: string }
  /** The one upstream that it may go to. Absent: whichever is chosen. */
  readonly upstream?: string | undefined
  /** The version the caller speaks: an upstream that speaks several is called in this one, so nothing is translated. */
  readonly version?: ProtocolVersion
  /** The conversation that the task asked about belongs to, as the agent calls it; told where the request names the task alone. */
  readonly contextId?: string
  /**
   * Told by who goes on with the call's work when the call is over: what the call holds (a place among those that may run
   * at the same time) is held until `over` resolves, and what it resolves to is what was used, in the place of what
   * `observe` tells. `over` must not reject. `runId`: of the run that the work is, where it is one.
   */
  goesOn?(over: Promise<WorkTaken | undefined>, runId?: string): void
  /** Write-only: tells the call's record what was learnt. */
  observe(fact: Fact): void
}
