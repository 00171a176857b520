import type { GatewayError } from '@gateway/core'
import { gatewayError, isGatewayError, LITELLM_ERROR_TYPES } from '@gateway/core'
import type { TextReply } from './http-exchange.ts'

/** An answer of the admin API. */
export function jsonReply(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): TextReply {
  return {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(value),
  }
}

/** Any thrown value as an error that callers may see: what is not meant for them becomes a fixed sentence. */
export function publicError(error: unknown, report?: (error: unknown) => void): GatewayError {
  if (isGatewayError(error)) return error
  report?.(error)
  return gatewayError(
    'INTERNAL_ERROR',
    'The gateway failed while it handled this request. Its log has the details under this x-request-id.',
    {
      cause: error,
    },
  )
}

/** When what is away, such as the database, is worth asking again, unless the error knows better. */
const AWAY_SECONDS = 1

/** Headers that an error's HTTP status calls for. */
export function errorHeaders(error: GatewayError): Record<string, string> {
  const again = error.retryAfter ?? (error.status === 503 && error.retryable ? AWAY_SECONDS : undefined)
  return {
    ...(error.status === 401 ? { 'www-authenticate': 'Bearer realm="a2a-gateway"' } : {}),
    ...(again === undefined ? {} : { 'retry-after': String(again) }),
  }
}

/** An error of the admin API: what was wrong, where, and what to do. */
export function errorReply(error: GatewayError): TextReply {
  const { code, message, field, status } = error
  const type = LITELLM_ERROR_TYPES[code]
  const members = { ...(type === undefined ? {} : { type }), ...(field === undefined ? {} : { param: field }) }
  return jsonReply({ error: { code, message, ...members } }, status, errorHeaders(error))
}
