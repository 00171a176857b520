import type { CallRecord, Logger, Sink, SinkState } from '@gateway/core'
import { createSinkQueue, type SinkQueue } from './sink-queue.ts'
import { openSpillArea, type SpillAreaOptions } from './spill-area.ts'

/** A sink and how its records wait for it. */
export interface QueuedSink {
  /** For logs and states. */
  readonly name: string
  readonly sink: Sink
  /** Where records wait on disk while the sink is slow or away. Default: they wait in memory alone. */
  readonly spill?: SpillAreaOptions | undefined
}

export interface RecordQueueOptions {
  readonly sinks: readonly (Sink | QueuedSink)[]
  readonly logger?: Logger
  /** Milliseconds between two batches: what a crash can lose. Default 250. */
  readonly flushMs?: number
  /** How many bytes of content may wait in memory for a slow sink. Beyond it records wait on disk, else content is left out of further ones. Default 64 MiB. */
  readonly contentBytes?: number
  /** How many records may wait in memory. Beyond it they wait on disk, else the oldest are dropped, counted and logged. Default 100,000. */
  readonly records?: number
  /** How long disposal waits for a sink whose records can wait on disk, in milliseconds. Default 5,000. */
  readonly closeMs?: number
  /** Told how many of the records that were pushed no sink needs from memory any more. */
  readonly onSettled?: (count: number) => void
}

/** Records on their way to the sinks: in batches, off the request path, in order, tried again until they are taken. */
export interface RecordQueue extends AsyncDisposable {
  /** Whether a sink has no room, and calls are rather to be refused than their records lost. */
  readonly full: boolean
  push(record: CallRecord): void
  /** Hands over what waits, to the sinks of these names or to all. Rejects when a sink does not take it; it is kept and tried again. */
  flush(names?: readonly string[]): Promise<void>
  states(): readonly SinkState[]
}

export function createRecordQueue(options: RecordQueueOptions): RecordQueue {
  const { logger, flushMs = 250, contentBytes = 64 * 1024 * 1024, records = 100_000, closeMs = 5_000 } = options
  const settledBy: number[] = options.sinks.map(() => 0)
  const queues = options.sinks.map((each, index) => {
    const { name, sink, spill }: QueuedSink =
      typeof each === 'function' ? { name: `sink-${index + 1}`, sink: each } : each
    return createSinkQueue({
      name,
      sink,
      spill: spill && openSpillArea(spill),
      flushMs,
      contentBytes,
      records,
      closeMs,
      logger,
      onSettled(count) {
        settledBy[index] = (settledBy[index] ?? 0) + count
        options.onSettled?.(Math.min(...settledBy))
      },
    })
  })
  const all = async (act: (queue: SinkQueue) => Promise<void>, among: readonly SinkQueue[] = queues) => {
    const results = await Promise.allSettled(among.map(act))
    const failed = results.find((result) => result.status === 'rejected')
    if (failed) throw failed.reason
  }
  return {
    get full() {
      return queues.some((queue) => queue.full)
    },
    push: (record) => {
      for (const queue of queues) queue.push(record)
    },
    flush: (names) =>
      all(
        (queue) => queue.flush(),
        queues.filter((queue) => names === undefined || names.includes(queue.name)),
      ),
    states: () => queues.map((queue) => queue.state()),
    [Symbol.asyncDispose]: () => all(async (queue) => queue[Symbol.asyncDispose]()),
  }
}
