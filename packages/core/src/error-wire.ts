import type { ErrorCode, GatewayError } from './gateway-error.ts'
import { ERROR_CODES, gatewayError, LITELLM_ERROR_TYPES } from './gateway-error.ts'
import type { JsonValue } from './json.ts'
import { isJsonObject } from './json.ts'
import type { ProtocolVersion } from './protocol-version.ts'

/** The `error` member of a JSON-RPC response. */
export interface JsonRpcError {
  readonly code: number
  readonly message: string
  readonly data?: JsonValue
}

/** Longest message of an agent's error that is passed on, in UTF-16 units. */
const MAX_MESSAGE = 4096

const ERROR_INFO = 'type.googleapis.com/google.rpc.ErrorInfo'

/** The errors of the protocol and of JSON-RPC itself, by the code each has alone. */
const PROTOCOL_ERRORS: ReadonlyMap<number, ErrorCode> = new Map(
  (
    [
      'PARSE_ERROR',
      'INVALID_REQUEST',
      'METHOD_NOT_FOUND',
      'INVALID_PARAMS',
      'INTERNAL_ERROR',
      'TASK_NOT_FOUND',
      'TASK_NOT_CANCELABLE',
      'PUSH_NOTIFICATION_NOT_SUPPORTED',
      'UNSUPPORTED_OPERATION',
      'CONTENT_TYPE_NOT_SUPPORTED',
      'INVALID_AGENT_RESPONSE',
      'EXTENDED_AGENT_CARD_NOT_CONFIGURED',
      'EXTENSION_SUPPORT_REQUIRED',
      'VERSION_NOT_SUPPORTED',
    ] satisfies ErrorCode[]
  ).map((code) => [ERROR_CODES[code].jsonRpc, code]),
)

/**
 * Writes an error for a caller of a version. In 1.0 `data` says by `google.rpc.ErrorInfo` which error it is
 * (specification §9.5); the gateway's own errors have the domain `gateway`. 0.3 knows no such list. The data of an
 * agent's own error goes on as it came. Where LiteLLM has a `type` for it, `data` says that too.
 */
export function encodeJsonRpcError(error: GatewayError, version: ProtocolVersion): JsonRpcError {
  const { jsonRpcCode: code, message } = error
  if (error.jsonRpcData !== undefined) return { code, message, data: error.jsonRpcData }
  if (version !== '0.3') return { code, message, data: [errorInfo(error)] }
  const type = LITELLM_ERROR_TYPES[error.code]
  return type === undefined ? { code, message } : { code, message, data: { type } }
}

function errorInfo(error: GatewayError): JsonValue {
  const type = LITELLM_ERROR_TYPES[error.code]
  const metadata = {
    ...(error.field === undefined ? {} : { field: error.field }),
    ...(type === undefined ? {} : { type }),
  }
  const ofProtocol = PROTOCOL_ERRORS.get(ERROR_CODES[error.code].jsonRpc) === error.code
  return {
    '@type': ERROR_INFO,
    reason: error.code,
    domain: ofProtocol ? 'a2a-protocol.org' : 'gateway',
    ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
  }
}

/**
 * Reads the `error` member of an agent's answer. Codes of the protocol become its errors, every other AGENT_ERROR; code,
 * message (its first 4,096 characters) and data stay the agent's own.
 */
export function decodeJsonRpcError(error: unknown): GatewayError {
  if (!isJsonObject(error)) {
    return gatewayError(
      'INVALID_AGENT_RESPONSE',
      "The agent's answer is not valid JSON-RPC: error: an object is expected",
    )
  }
  const { code: given, message, data } = error
  const code = typeof given === 'number' && Number.isInteger(given) ? given : ERROR_CODES.AGENT_ERROR.jsonRpc
  return gatewayError(
    (code === given && PROTOCOL_ERRORS.get(code)) || 'AGENT_ERROR',
    typeof message === 'string' && message !== ''
      ? capped(message)
      : 'The agent answered with an error and no message.',
    { jsonRpc: { code, ...(data === undefined || data === null ? {} : { data }) } },
  )
}

function capped(message: string): string {
  // The cut may fall between the halves of a character.
  return message.length <= MAX_MESSAGE ? message : `${message.slice(0, MAX_MESSAGE - 1).toWellFormed()}…`
}
