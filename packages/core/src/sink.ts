import type { z } from 'zod'
import type { Logger } from './adapter.ts'
import type { CallRecord } from './call-record.ts'
import type { MayReach } from './reach.ts'

/**
 * Takes records, oldest first, off the request path, one batch at a time. What it rejects is handed over again, and so may
 * be what it took before a crash: a sink takes a record twice as it takes it once, or says `'at least once'`. Disposal
 * comes last, when no batch is under way, and finishes what is not yet where it belongs.
 */
export type Sink = ((records: readonly CallRecord[]) => void | Promise<void>) & Partial<AsyncDisposable>

/** What a gateway lends to a sink. */
export interface SinkHost {
  readonly logger?: Logger
  /** Paths of settings begin here. Default: the folder of the process. */
  readonly folder?: string
  /** Where the operator lets the gateway send to; a sink heeds it in every connection that it opens. Absent: anywhere. */
  readonly mayReach?: MayReach | undefined
}

/** Makes sinks of one kind. `name` is what stands under `sink:` in the configuration. */
export interface SinkDefinition<Settings = unknown> {
  readonly name: string
  /** One sentence for who chooses among kinds. */
  readonly description?: string
  /** What becomes of a record that is handed over twice: there is one of it, or two with the same id. */
  readonly delivery: 'once' | 'at least once'
  /** Checks the configuration. Secrets are marked with `.meta({ secret: true })`. */
  readonly settings: z.ZodType<Settings>
  /**
   * Makes the sink. Does not wait for the network: what cannot be reached rejects its batches. What cannot work at all, such
   * as a folder that is none, rejects with a sentence for the operator, and the gateway does not start.
   */
  open(settings: Settings, host?: SinkHost): Sink | Promise<Sink>
}

/** Types `open` by `settings`; gives back what it gets. */
export function defineSink<Settings>(definition: SinkDefinition<Settings>): SinkDefinition<Settings> {
  return definition
}

/**
 * What becomes of records that do not fit where they wait for a sink. `drop-content`: further ones are kept without request
 * and answer, at last the oldest go; `drop-oldest`: the oldest go, content is kept; `refuse`: as `drop-content`, but calls
 * are refused before a record goes.
 */
export type WhenFull = 'drop-content' | 'drop-oldest' | 'refuse'

/** How a sink is doing. */
export interface SinkState {
  readonly name: string
  /** `behind`: it takes records, and others wait on disk; `away`: it took none when it was last asked. */
  readonly state: 'ready' | 'behind' | 'away'
  /** Records in memory, and on disk with their size in bytes. */
  readonly waiting: number
  readonly spilled: number
  readonly spilledBytes: number
  /** Since the start: records that it never gets, and that it gets without their content. */
  readonly dropped: number
  readonly contentDropped: number
  /** Why it last took nothing, since it last took something. */
  readonly lastError?: { readonly time: string; readonly message: string } | undefined
}
