import type { CallRecord, Logger, Sink } from '@gateway/core'

export interface RecordQueueOptions {
  readonly sinks: readonly Sink[]
  readonly logger?: Logger
  /** Milliseconds between two batches: what a crash can lose. Default 250. */
  readonly flushMs?: number
  /** How many bytes of content may wait for a slow sink before content is left out of further records. Default 64 MiB. */
  readonly contentBytes?: number
  /** How many records may wait; beyond it the oldest are dropped, counted and logged. Default 100,000. */
  readonly records?: number
}

/** Records on their way to the sinks: in batches, off the request path, in order, tried again until they are taken. */
export interface RecordQueue extends AsyncDisposable {
  push(record: CallRecord): void
  /** Hands over what waits. Rejects when a sink does not take it; it is kept and tried again. */
  flush(): Promise<void>
}

/** Few enough that handing them over holds up no call. */
const BATCH = 250
const RETRY_MS = 1_000
const sizeOf = (record: CallRecord) => (record.request?.length ?? 0) + (record.response?.length ?? 0)

/** A queue for one sink, so that one that is away holds up no other. */
function sinkQueue(
  sink: Sink,
  options: Required<Omit<RecordQueueOptions, 'sinks' | 'logger'>>,
  logger?: Logger,
): RecordQueue {
  const waiting: CallRecord[] = []
  // Handed to the sink and not yet taken: not to be dropped meanwhile.
  let leaving: readonly CallRecord[] = []
  let contentSize = 0
  let dropped = 0
  // A sink that is away is asked once a second, however many calls come in.
  let away = false
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  const write = async () => {
    while (leaving.length > 0 || waiting.length > 0) {
      if (leaving.length === 0) leaving = waiting.splice(0, BATCH)
      await sink(leaving)
      for (const record of leaving) contentSize -= sizeOf(record)
      leaving = []
    }
  }
  const flush = () => {
    const run = writing.then(write, write)
    writing = run.catch(() => {})
    return run
  }
  const attempt = async () => {
    timer = undefined
    try {
      await flush()
      away = false
    } catch (error) {
      away = true
      const found = { err: error, waiting: leaving.length + waiting.length }
      logger?.error(found, 'a sink did not take its records; trying again')
      schedule()
    }
  }
  const schedule = () => {
    timer ??= setTimeout(attempt, away ? RETRY_MS : options.flushMs)
  }

  return {
    push(record) {
      if (leaving.length + waiting.length >= options.records) {
        // Far behind: the newest calls matter most to who looks for the trouble. Many at once, because moving the rest up is work.
        const oldest = waiting.splice(0, Math.ceil(options.records / 200))
        for (const record of oldest) contentSize -= sizeOf(record)
        dropped += oldest.length
        logger?.error({ dropped }, 'records were dropped: a sink has not taken any for too long')
      }
      const size = sizeOf(record)
      if (contentSize + size > options.contentBytes) {
        const { request: _request, response: _response, ...rest } = record
        waiting.push({ ...rest, contentTruncated: true })
      } else {
        contentSize += size
        waiting.push(record)
      }
      schedule()
    },
    flush,
    async [Symbol.asyncDispose]() {
      clearTimeout(timer)
      timer = undefined
      await flush()
    },
  }
}

export function createRecordQueue(options: RecordQueueOptions): RecordQueue {
  const { sinks, logger, flushMs = 250, contentBytes = 64 * 1024 * 1024, records = 100_000 } = options
  const queues = sinks.map((sink) => sinkQueue(sink, { flushMs, contentBytes, records }, logger))
  const all = async (act: (queue: RecordQueue) => Promise<void>) => {
    const results = await Promise.allSettled(queues.map(act))
    const failed = results.find((result) => result.status === 'rejected')
    if (failed) throw failed.reason
  }
  return {
    push: (record) => {
      for (const queue of queues) queue.push(record)
    },
    flush: () => all((queue) => queue.flush()),
    [Symbol.asyncDispose]: () => all(async (queue) => queue[Symbol.asyncDispose]()),
  }
}
