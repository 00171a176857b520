import type { CallRecord } from '@gateway/core'

/** A record as JSON, with or without request and answer. */
export function recordLine(record: CallRecord, content: boolean): string {
  if (content) return JSON.stringify(record)
  const { request: _request, response: _response, eventLog: _events, ...rest } = record
  return JSON.stringify(rest)
}
