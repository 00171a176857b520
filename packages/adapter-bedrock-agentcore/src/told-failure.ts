import type { JsonValue } from '@gateway/core'
import { isJsonObject } from '@gateway/core'

/** What stands beside an error, and is no answer. */
const BESIDE = new Set([
  'error',
  'error_type',
  'message',
  'status',
  'code',
  'details',
  'traceback',
  'success',
  'jsonrpc',
  'id',
  'type',
])

/**
 * Whether an answer, or an event, tells that the agent failed: an `error` that is the only thing said (both runtimes
 * send it in mid-stream, the Python one with `error_type`), or a `status` of error without an answer.
 */
export function tellsFailure(value: JsonValue): boolean {
  if (!isJsonObject(value)) return false
  const { error, error_type, status } = value
  if (typeof error_type === 'string') return true
  const onlyThat = Object.keys(value).every((name) => BESIDE.has(name))
  return onlyThat && (Boolean(error) || status === 'error' || status === 'failed')
}
