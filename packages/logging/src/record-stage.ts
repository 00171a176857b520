import type { CallRecord } from '@gateway/core'
import { contentSizeOf, withoutContent } from './record-content.ts'
import type { Redaction } from './redaction.ts'

export interface RecordStageOptions {
  readonly redact: Redaction
  /** Where records go when they are redacted. */
  readonly take: (record: CallRecord) => void
  /** How many characters of content may wait; beyond it content is left out of further records. */
  readonly contentSize: number
}

/** Where records wait to be redacted: behind the calls that are answered at this moment, before any sink. */
export interface RecordStage {
  push(record: CallRecord): void
  /** Redacts what waits, at once. */
  settle(): void
}

/** How long calls are held up at most by one round, but for the record that is under way; milliseconds. */
const ROUND_MS = 2

export function createRecordStage({ redact, take, contentSize }: RecordStageOptions): RecordStage {
  let waiting: CallRecord[] = []
  let size = 0
  let scheduled = false

  const round = (until: number) => {
    const records = waiting
    let done = 0
    while (done < records.length && (done === 0 || performance.now() < until)) {
      const record = records[done]
      done += 1
      if (record === undefined) continue
      size -= contentSizeOf(record)
      take(redact(record))
    }
    waiting = records.slice(done)
  }
  const schedule = () => {
    if (scheduled) return
    scheduled = true
    setImmediate(() => {
      scheduled = false
      round(performance.now() + ROUND_MS)
      if (waiting.length > 0) schedule()
    })
  }

  return {
    push(record) {
      const more = contentSizeOf(record)
      if (size + more > contentSize) {
        waiting.push(withoutContent(record))
      } else {
        size += more
        waiting.push(record)
      }
      schedule()
    },
    settle: () => round(Number.POSITIVE_INFINITY),
  }
}
