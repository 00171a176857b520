import type { CallRecord, Recorder, StoredRun } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { Observation } from './call-observation.ts'
import type { Journal } from './journal.ts'
import { createRecordIds } from './record-id.ts'
import { createRecordQueue, type RecordQueue, type RecordQueueOptions } from './record-queue.ts'
import { createRecordStage } from './record-stage.ts'
import { headersToRecord } from './recorded-headers.ts'
import { createRedaction, type Redaction } from './redaction.ts'
import { runRecord } from './run-record.ts'

export interface RecorderOptions extends Omit<RecordQueueOptions, 'onSettled'> {
  /** What an earlier gateway left in it is handed on. It outlives the recorder. Default: there is none. */
  readonly journal?: Journal | undefined
  /** Whether records are in the journal before their calls are answered. Default `false`: answers do not wait for them. */
  readonly strict?: boolean
  /** Whether request and answer are kept. Default `true`. */
  readonly content?: boolean
  /** How many characters of the events of a stream are kept one by one, where its content is; 0: none. Default 65,536. */
  readonly eventLimit?: number
  /** Names of request headers that are kept. One that carries a credential is refused with INVALID_PARAMS. Default none. */
  readonly headers?: readonly string[]
  /** What every record goes through before any sink gets it. Default `createRedaction()`. */
  readonly redact?: Redaction
  /** How many calls without a valid key are recorded per minute, so that guessing keys cannot fill the store. Default 60. */
  readonly unauthenticatedPerMinute?: number
}

/** A recorder and what still waits to be written. */
export interface QueuedRecorder extends Recorder, Pick<RecordQueue, 'flush' | 'states'>, AsyncDisposable {
  /** Records what a run took that ended while the call that began it was gone. `agentName`: the agent's, where it is still known. */
  endedAlone(run: StoredRun, agentName?: string): void
}

/** When who is refused may try again. */
const REFUSED_SECONDS = 5

/**
 * Exactly one record for each call that is begun, and one for each run that ended without its caller, redacted and handed
 * to the sinks in batches.
 */
export function createRecorder(options: RecorderOptions): QueuedRecorder {
  const {
    content = true,
    eventLimit = 65_536,
    redact = createRedaction(),
    unauthenticatedPerMinute = 60,
    journal,
  } = options
  const strict = options.strict === true ? journal : undefined
  const queue = createRecordQueue({ ...options, ...(journal ? { onSettled: journal.settled } : {}) })
  journal?.recover(queue.push)
  const take = (record: CallRecord) => {
    strict?.append(record)
    queue.push(record)
  }
  const stage = createRecordStage({ redact, take, contentSize: options.contentBytes ?? 64 * 1024 * 1024 })
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
    stage.push(record)
  }
  const recordId = createRecordIds()
  const observationOptions = {
    content,
    eventLimit,
    headers: headersToRecord(options.headers ?? []),
    recordId,
    done,
  }
  return {
    begin: (arrival) => new Observation(arrival, observationOptions),
    refusal() {
      if (!queue.full && strict?.failing !== true) return undefined
      const what = 'Calls cannot be recorded at the moment, and none is served that is not; try again later.'
      return gatewayError('UNAVAILABLE', what, { retryable: true, retryAfter: REFUSED_SECONDS })
    },
    ...(strict && {
      recorded() {
        stage.settle()
        return strict.synced()
      },
    }),
    endedAlone: (run, agentName) => stage.push(runRecord(run, recordId(), agentName)),
    flush(names) {
      stage.settle()
      return queue.flush(names)
    },
    states: queue.states,
    [Symbol.asyncDispose]() {
      stage.settle()
      return queue[Symbol.asyncDispose]()
    },
  }
}
