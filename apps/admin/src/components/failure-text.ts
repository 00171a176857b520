import { isApiError } from '../api/is-api-error.ts'

/** What went wrong, in words: the gateway's own, where it answered. */
export function failureText(error: unknown): string {
  if (isApiError(error)) return error.message
  // What `fetch` rejects with where no answer came.
  if (error instanceof TypeError && /fetch|network|load/i.test(error.message)) {
    return 'The gateway does not answer. Check that it runs and that this machine reaches it.'
  }
  return `This page has a fault: ${error instanceof Error ? error.message : String(error)}`
}

/** What helps somebody to find the cause: nothing that the gateway did not say itself, and no content of calls. */
export function failureDetails(error: unknown, address: string): string {
  const lines = [failureText(error), `At: ${address}`]
  if (isApiError(error)) {
    lines.push(`Code: ${error.code} (HTTP ${error.status})`)
    if (error.requestId !== undefined) lines.push(`Request: ${error.requestId}`)
  } else if (error instanceof Error && error.stack !== undefined) {
    lines.push(error.stack)
  }
  return lines.join('\n')
}
