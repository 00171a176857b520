import type { CallRecord } from '@gateway/core'
import type { HrTime } from '@opentelemetry/api'

/** Seconds and nanoseconds: a number would be taken for one of this process's clock where a record is older than the process. */
export function timeAt(milliseconds: number): HrTime {
  const seconds = Math.floor(milliseconds / 1_000)
  return [seconds, Math.round((milliseconds - seconds * 1_000) * 1_000_000)]
}

/** When a call began, in milliseconds since 1970. The time of a run is that of its end. */
export function beganAt(record: CallRecord): number {
  const time = Date.parse(record.time)
  return record.kind === 'run' ? time - record.totalMs : time
}
