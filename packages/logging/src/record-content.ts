import type { CallRecord } from '@gateway/core'

/** The size of request and answer, in characters. */
export const contentSizeOf = ({ request, response }: CallRecord): number =>
  (request?.length ?? 0) + (response?.length ?? 0)

/** The record as one whose content was too long to be kept. */
export function withoutContent(record: CallRecord): CallRecord {
  const { request: _request, response: _response, ...rest } = record
  return { ...rest, contentTruncated: true }
}
