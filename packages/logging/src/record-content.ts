import type { CallRecord } from '@gateway/core'

/** The size of request, answer and events, in characters. */
export const contentSizeOf = ({ request, response, eventLog }: CallRecord): number =>
  (request?.length ?? 0) + (response?.length ?? 0) + (eventLog?.length ?? 0)

/** The record as one whose content was too long to be kept. */
export function withoutContent(record: CallRecord): CallRecord {
  const { request: _request, response: _response, eventLog: _events, ...rest } = record
  return { ...rest, contentTruncated: true }
}
