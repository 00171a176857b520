import type { Logger, Store } from '@gateway/core'

/** How long is kept what calls leave behind, in milliseconds; absent: for good. */
export interface RetentionLimits {
  /** Records, with their content. */
  readonly records?: number | undefined
  /** Requests and answers of records. */
  readonly content?: number | undefined
  /** The log of a task's events, after its work has ended. */
  readonly events?: number | undefined
  /** Bytes that the database may fill, where it tells: then content goes first, the oldest first, then records. */
  readonly maxBytes?: number | undefined
}

export interface RetentionOptions {
  readonly store: Pick<Store, 'records' | 'runs' | 'usedBytes'>
  readonly limits: RetentionLimits
  /** How often is looked, in milliseconds. Default 30 seconds. */
  readonly everyMs?: number | undefined
  /** Rows that one statement deletes: others wait for it on SQLite. Default 200. */
  readonly batch?: number | undefined
  readonly logger?: Logger | undefined
}

/** How much was deleted since the start. */
export interface Deleted {
  readonly records: number
  readonly content: number
  /** Tasks whose log was. */
  readonly events: number
}

export interface RetentionState {
  readonly deleted: Deleted
  /** When the last look ended (ISO 8601). */
  readonly lookedAt?: string | undefined
  /** Why the last look failed. */
  readonly lastError?: string | undefined
  /** When the calls ended of which there is the oldest record, and the oldest content (ISO 8601). */
  readonly oldest: { readonly records?: string | undefined; readonly content?: string | undefined }
  /** What the database holds; `undefined`: it does not tell. */
  readonly usedBytes?: number | undefined
}

/** Deletes what is old, a little at a time and off the path of calls. Several gateways on one database may do so at once. */
export interface Retention extends AsyncDisposable {
  /** Looks now; resolves when nothing is left to delete. A look that is under way is waited for. */
  look(): Promise<void>
  readonly limits: RetentionLimits
  state(): Promise<RetentionState>
}

const EVERY_MS = 30_000
const BATCH = 200
/** Between batches, so that calls do not wait behind one after the other. */
const PAUSE_MS = 20
/** How full the database may be when what is too much has gone: else it would be so again at once. */
const LEFT = 0.95

export function createRetention(options: RetentionOptions): Retention {
  const { store, limits, everyMs = EVERY_MS, batch = BATCH, logger } = options
  const deleted = { records: 0, content: 0, events: 0 }
  const over = new AbortController()
  let looking: Promise<void> | undefined
  let lookedAt: string | undefined
  let lastError: string | undefined
  const before = (kept: number) => new Date(Date.now() - kept).toISOString()

  /** Deletes batch by batch until there is no more, or no need; tells how many. */
  const sweep = async (kind: keyof typeof deleted, prune: () => Promise<number>, needed = async () => true) => {
    while (!over.signal.aborted && (await needed())) {
      const pruned = await prune()
      deleted[kind] += pruned
      if (pruned === 0) return
      await pause(PAUSE_MS, over.signal)
    }
  }
  const fill = async () => {
    const { maxBytes } = limits
    if (maxBytes === undefined || ((await store.usedBytes()) ?? 0) <= maxBytes) return
    const { content, records } = deleted
    const full = async () => ((await store.usedBytes()) ?? 0) > maxBytes * LEFT
    await sweep('content', () => store.records.prune('content', undefined, batch), full)
    await sweep('records', () => store.records.prune('records', undefined, batch), full)
    const gone = { content: deleted.content - content, records: deleted.records - records }
    logger?.warn({ maxBytes, ...gone }, 'the database was full (retention.maxSize): the oldest of it was deleted')
  }
  const all = async () => {
    const { records, content, events } = limits
    if (content !== undefined) await sweep('content', () => store.records.prune('content', before(content), batch))
    if (records !== undefined) await sweep('records', () => store.records.prune('records', before(records), batch))
    if (events !== undefined) await sweep('events', () => store.runs.pruneEvents(before(events), batch))
    await fill()
  }
  const look = () => {
    looking ??= all()
      .then(
        () => {
          lastError = undefined
        },
        (err: unknown) => {
          lastError = err instanceof Error ? err.message : String(err)
          logger?.warn({ err }, 'what is old could not be deleted; trying again')
        },
      )
      .finally(() => {
        lookedAt = new Date().toISOString()
        looking = undefined
      })
    return looking
  }
  const timer = setInterval(() => void look(), everyMs)
  timer.unref()
  return {
    look,
    limits,
    async state() {
      const [records, content, usedBytes] = await Promise.all([
        store.records.oldest('records'),
        store.records.oldest('content'),
        store.usedBytes(),
      ])
      return { deleted: { ...deleted }, lookedAt, lastError, oldest: { records, content }, usedBytes }
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer)
      over.abort()
      await looking
    },
  }
}

/** Resolves after that time, or when the signal aborts. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds)
    timer.unref()
    signal.addEventListener('abort', done)
    function done() {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
  })
}
