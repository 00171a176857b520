import type { CallRecord, Recorder, StoredRun } from '@gateway/core'
import { Observation } from './call-observation.ts'
import { createRecordIds } from './record-id.ts'
import { createRecordQueue, type RecordQueue, type RecordQueueOptions } from './record-queue.ts'
import { runRecord } from './run-record.ts'

export interface RecorderOptions extends RecordQueueOptions {
  /** Whether request and answer are kept. Default `true`. */
  readonly content?: boolean
  /** The longest content that is kept of each, in characters. Default 262,144. */
  readonly contentLimit?: number
  /** How many calls without a valid key are recorded per minute, so that guessing keys cannot fill the store. Default 60. */
  readonly unauthenticatedPerMinute?: number
}

/** A recorder and what still waits to be written. */
export interface QueuedRecorder extends Recorder, Pick<RecordQueue, 'flush'>, AsyncDisposable {
  /** Records what a run took that ended while the call that began it was gone. `agentName`: the agent's, where it is still known. */
  endedAlone(run: StoredRun, agentName?: string): void
}

/** Exactly one record for each call that is begun, and one for each run that ended without its caller, handed to the sinks in batches. */
export function createRecorder(options: RecorderOptions): QueuedRecorder {
  const { content = true, contentLimit = 262_144, unauthenticatedPerMinute = 60 } = options
  const queue = createRecordQueue(options)
  let minute = 0
  let unauthenticated = 0
  const done = (record: CallRecord) => {
    if (record.errorCode === 'UNAUTHENTICATED') {
      const now = Math.floor(Date.now() / 60_000)
      if (now !== minute) {
        minute = now
        unauthenticated = 0
      }
      unauthenticated += 1
      if (unauthenticated > unauthenticatedPerMinute) return
    }
    queue.push(record)
  }
  const recordId = createRecordIds()
  const observationOptions = { content, contentLimit, recordId, done }
  return {
    begin: (arrival) => new Observation(arrival, observationOptions),
    endedAlone: (run, agentName) => queue.push(runRecord(run, recordId(), agentName)),
    flush: queue.flush,
    [Symbol.asyncDispose]: () => queue[Symbol.asyncDispose](),
  }
}
