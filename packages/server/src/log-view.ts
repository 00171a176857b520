import type { CallRecord } from '@gateway/core'

/** A record as answers show it. Content that was kept whole is JSON; what was cut stays text. */
export function logView({ request, response, ...record }: CallRecord) {
  return {
    ...record,
    ...(request === undefined ? {} : { request: contentView(request) }),
    ...(response === undefined ? {} : { response: contentView(response) }),
  }
}

function contentView(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
