import type { CallRecord, CallStatus } from './call-record.ts'
import type { Operation } from './operations.ts'
import type { TaskState } from './protocol.ts'
import type { ProtocolVersion } from './protocol-version.ts'

/** Which records are asked for: those to which all of it applies. */
export interface RecordMatch {
  readonly agentId?: string
  readonly callerAgentId?: string
  readonly upstream?: string
  readonly keyId?: string
  readonly keyAlias?: string
  readonly teamId?: string
  readonly userId?: string
  readonly ip?: string
  readonly tag?: string
  /** `call`: those that are of no other kind. */
  readonly kind?: 'call' | 'run' | 'mirror' | 'replay'
  /** Those that sent the message of this record once more. */
  readonly replayOf?: string
  readonly status?: CallStatus
  readonly httpStatus?: number
  readonly errorCode?: string
  readonly jsonRpcCode?: number
  readonly operation?: Operation
  readonly binding?: string
  readonly version?: ProtocolVersion
  readonly upstreamBinding?: string
  readonly upstreamVersion?: ProtocolVersion
  readonly streaming?: boolean
  readonly requestId?: string
  readonly taskId?: string
  readonly contextId?: string
  readonly sessionId?: string
  /** Of any of these traces; at most `MOST_TRACES`. */
  readonly traceIds?: readonly string[]
  readonly spanId?: string
  readonly parentSpanId?: string
  readonly causeSpanId?: string
  readonly taskState?: TaskState
  readonly model?: string
  /** Both inclusive, in milliseconds. Calls without such a duration are in neither. */
  readonly minTotalMs?: number
  readonly maxTotalMs?: number
  readonly minFirstEventMs?: number
  readonly maxFirstEventMs?: number
  readonly minOverheadMs?: number
  readonly maxOverheadMs?: number
  /** Both inclusive, in US dollars. Calls that tell none cost nothing. */
  readonly minCost?: number
  readonly maxCost?: number
  /** Both inclusive, of what was told as the sum, else input and output together. Calls that tell none took none. */
  readonly minTokens?: number
  readonly maxTokens?: number
  /** Both inclusive, in bytes. */
  readonly minRequestBytes?: number
  readonly maxRequestBytes?: number
  readonly minResponseBytes?: number
  readonly maxResponseBytes?: number
  /** What stands in the content or the error message. Small and capital letters of ASCII are the same. */
  readonly search?: string
  /** ISO 8601, by when calls ended; inclusive from, exclusive to. */
  readonly from?: string
  readonly to?: string
}

export interface RecordFilter extends RecordMatch {
  /** Only records older than this id. */
  readonly before?: string
  readonly limit: number
}

/** Records, and the id before which to go on. Absent: there are no more. */
export interface RecordPage {
  readonly records: readonly CallRecord[]
  readonly next?: string | undefined
}

/** Records in the order they were written, and the place after which to go on. */
export interface WrittenRecords {
  readonly records: readonly (CallRecord & {
    /** What `written` goes on after, to get the next one. */
    readonly place: string
  })[]
  readonly place: string
}

/** `content`: requests and answers of records; `records`: the records themselves, with their content. */
export type KeptOfRecords = 'content' | 'records'

export interface RecordStore {
  append(records: readonly CallRecord[]): Promise<void>
  /** Newest first, without content. */
  list(filter: RecordFilter): Promise<readonly CallRecord[]>
  /**
   * As `list`, but looking for what no index tells stops after about `RECORD_PAGE_MS`: the page then has fewer than its
   * limit, if any, and `next`. With `content` each record has request and answer.
   */
  page(filter: RecordFilter, options?: { readonly content?: boolean }): Promise<RecordPage>
  /** With content, and with the events of its stream. */
  get(id: string): Promise<CallRecord | undefined>
  /**
   * What was written after a place, by any gateway, without content and without looking into it (`search`, `from` and
   * `to` do not count). Without a place: none, and the place that is the end now. `undefined`: there is no such place.
   */
  written(filter: RecordFilter, after: string | undefined): Promise<WrittenRecords | undefined>
  /** Deletes at most so many of the oldest, of calls that ended before a time (ISO 8601), if there is one: answers how many. */
  prune(kept: KeptOfRecords, before: string | undefined, limit: number): Promise<number>
  /** When the call ended of which the oldest is (ISO 8601); `undefined`: there is none. */
  oldest(kept: KeptOfRecords): Promise<string | undefined>
}

/** How long a page of records is looked for, in milliseconds: a reader waits no longer, nor do others on SQLite. */
export const RECORD_PAGE_MS = 2_000

/** How many traces records are asked for by at once. */
export const MOST_TRACES = 1_000
