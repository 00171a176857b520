import type { CallRecord, Logger, Sink, SinkState } from '@gateway/core'
import { contentSizeOf, withoutContent } from './record-content.ts'
import type { SpillArea, Stored } from './spill-area.ts'

export interface SinkQueueOptions {
  readonly name: string
  readonly sink: Sink
  /** Where records go that wait longer, or are more, than memory should keep. Default: nowhere. */
  readonly spill?: SpillArea | undefined
  readonly flushMs: number
  readonly contentBytes: number
  readonly records: number
  /** How long disposal waits for the sink, where what is left can be kept on disk; milliseconds. */
  readonly closeMs: number
  /** Told of as many records as the sink has taken, as lie on disk, or as are dropped, in the order of `push`. */
  readonly onSettled?: ((count: number) => void) | undefined
  readonly logger?: Logger | undefined
}

/** A queue for one sink, so that one that is away holds up no other. */
export interface SinkQueue extends AsyncDisposable {
  readonly name: string
  /** Whether memory and disk have room for no more, and calls are rather to be refused than their records lost. */
  readonly full: boolean
  push(record: CallRecord): void
  /** Hands over what waits. Rejects when the sink does not take it; it is kept and tried again. */
  flush(): Promise<void>
  state(): SinkState
}

/** Few enough that handing them over holds up no call. */
const BATCH = 250
const RETRY_MS = 1_000

export function createSinkQueue({ name, sink, spill, onSettled, logger, ...options }: SinkQueueOptions): SinkQueue {
  let waiting: CallRecord[] = []
  /** Handed to the sink and not yet taken: not to be dropped meanwhile. `spilled`: on disk as well. */
  let leaving: { readonly records: readonly CallRecord[]; readonly since: number; spilled: boolean } | undefined
  let contentSize = 0
  let dropped = 0
  let contentDropped = 0
  let lastError: SinkState['lastError']
  // A sink that is away is asked once a second, however many calls come in.
  let away = false
  let flushTimer: NodeJS.Timeout | undefined
  let retryTimer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()
  let attempting = false
  let closed = false

  const count = (stored: Stored) => {
    dropped += stored.dropped
    contentDropped += stored.contentDropped
    if (stored.dropped > 0)
      logger?.error({ sink: name, dropped }, 'records were dropped: the disk has no room for more')
  }
  const settled = (records: readonly CallRecord[]) => {
    for (const record of records) contentSize -= contentSizeOf(record)
    onSettled?.(records.length)
  }
  /** On disk as far as there is room; the rest stays in memory. Nothing is settled that is not written. */
  const toDisk = () => {
    if (spill === undefined || closed) return
    try {
      if (leaving !== undefined && !leaving.spilled) {
        const { records } = leaving
        const held = spill.store(records, { whole: true })
        count(held)
        if (held.count < records.length) return
        leaving.spilled = true
        settled(records)
      }
      const stored = spill.store(waiting)
      count(stored)
      settled(waiting.splice(0, stored.count))
    } catch (err) {
      logger?.error({ err, sink: name }, 'records that wait for a sink could not be written to disk')
    }
  }
  const take = async () => {
    while (!closed) {
      const fromDisk = spill?.head(BATCH) ?? []
      const spilled = fromDisk.length > 0
      const records = spilled ? fromDisk : waiting.splice(0, BATCH)
      if (records.length === 0) return
      leaving = { records, since: performance.now(), spilled }
      try {
        await sink(records)
      } catch (error) {
        if (closed) return
        // Behind it nothing was put on disk, or it was, too: the order stays.
        if (!leaving.spilled) waiting = [...records, ...waiting]
        leaving = undefined
        throw error
      }
      if (closed) return
      if (leaving.spilled) spill?.take(records.length)
      else settled(records)
      leaving = undefined
      away = false
      lastError = undefined
    }
  }
  const flush = () => {
    const run = writing.then(take, take)
    writing = run.catch(() => {})
    return run
  }
  const attempt = async () => {
    attempting = true
    try {
      await flush()
      attempting = false
    } catch (error) {
      attempting = false
      if (closed) return
      away = true
      lastError = { time: new Date().toISOString(), message: error instanceof Error ? error.message : String(error) }
      toDisk()
      const found = { err: error, sink: name, waiting: waiting.length, spilled: spill?.records ?? 0 }
      logger?.error(found, 'a sink did not take its records; trying again')
      retryTimer ??= setTimeout(() => {
        retryTimer = undefined
        void attempt()
      }, RETRY_MS)
    }
  }
  const onFlush = () => {
    flushTimer = undefined
    if (!attempting && retryTimer === undefined) {
      void attempt()
      return
    }
    // It does not keep up: what a crash could lose is not to grow older than this.
    const slow = leaving !== undefined && performance.now() - leaving.since >= options.flushMs
    if (retryTimer !== undefined || slow || (spill !== undefined && spill.records > 0)) toDisk()
    if (spill !== undefined && (waiting.length > 0 || (leaving !== undefined && !leaving.spilled))) schedule()
  }
  const schedule = () => {
    if (!closed) flushTimer ??= setTimeout(onFlush, options.flushMs)
  }
  const dropOldest = () => {
    // Far behind: the newest calls matter most to who looks for the trouble. Many at once, because moving the rest up is work.
    const oldest = waiting.splice(0, Math.ceil(options.records / 200))
    dropped += oldest.length
    settled(oldest)
    logger?.error({ sink: name, dropped }, 'records were dropped: a sink has not taken any for too long')
  }
  const inMemory = () => waiting.length + (leaving === undefined || leaving.spilled ? 0 : leaving.records.length)

  if (spill !== undefined && spill.records > 0) schedule()
  return {
    name,
    get full() {
      return spill?.full === true && spill.whenFull === 'refuse'
    },
    push(record) {
      const size = contentSizeOf(record)
      if (inMemory() >= options.records || contentSize + size > options.contentBytes) toDisk()
      if (inMemory() >= options.records) {
        if (spill?.whenFull === 'refuse') {
          // A call that was under way, or was just refused: what was served before comes first.
          dropped += 1
          onSettled?.(1)
          return
        }
        dropOldest()
      }
      if (contentSize + size > options.contentBytes) {
        contentDropped += 1
        waiting.push(withoutContent(record))
      } else {
        contentSize += size
        waiting.push(record)
      }
      schedule()
    },
    flush,
    state() {
      const [spilled, spilledBytes] = [spill?.records ?? 0, spill?.bytes ?? 0]
      const state = away ? 'away' : spilled > 0 ? 'behind' : 'ready'
      return { name, state, waiting: inMemory(), spilled, spilledBytes, dropped, contentDropped, lastError }
    },
    async [Symbol.asyncDispose]() {
      clearTimeout(flushTimer)
      clearTimeout(retryTimer)
      flushTimer = undefined
      retryTimer = undefined
      const last = flush()
      if (spill === undefined) return last
      // What the sink does not take in time is there for it at the next start.
      let limit: NodeJS.Timeout | undefined
      const late = new Promise<void>((resolve) => {
        limit = setTimeout(resolve, options.closeMs)
      })
      await Promise.race([last.catch(() => {}), late])
      clearTimeout(limit)
      toDisk()
      const lost = inMemory()
      closed = true
      spill.close()
      if (lost > 0) logger?.error({ sink: name, lost }, 'records were lost: neither their sink nor the disk took them')
    },
  }
}
