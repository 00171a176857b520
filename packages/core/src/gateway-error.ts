import type { JsonValue } from './json.ts'

/**
 * Every error the gateway makes itself: its JSON-RPC code, the HTTP status that goes with it, and the `reason` of its
 * `google.rpc.ErrorInfo` (specification §5.4, 1.0.1).
 */
export const ERROR_CODES = {
  PARSE_ERROR: { jsonRpc: -32700, http: 400 },
  INVALID_REQUEST: { jsonRpc: -32600, http: 400 },
  METHOD_NOT_FOUND: { jsonRpc: -32601, http: 404 },
  INVALID_PARAMS: { jsonRpc: -32602, http: 400 },
  INTERNAL_ERROR: { jsonRpc: -32603, http: 500 },
  TASK_NOT_FOUND: { jsonRpc: -32001, http: 404 },
  TASK_NOT_CANCELABLE: { jsonRpc: -32002, http: 400 },
  PUSH_NOTIFICATION_NOT_SUPPORTED: { jsonRpc: -32003, http: 400 },
  UNSUPPORTED_OPERATION: { jsonRpc: -32004, http: 400 },
  CONTENT_TYPE_NOT_SUPPORTED: { jsonRpc: -32005, http: 400 },
  INVALID_AGENT_RESPONSE: { jsonRpc: -32006, http: 500 },
  EXTENDED_AGENT_CARD_NOT_CONFIGURED: { jsonRpc: -32007, http: 400 },
  EXTENSION_SUPPORT_REQUIRED: { jsonRpc: -32008, http: 400 },
  VERSION_NOT_SUPPORTED: { jsonRpc: -32009, http: 400 },
  /** The credential is missing, malformed, unknown, blocked or expired. */
  UNAUTHENTICATED: { jsonRpc: -32000, http: 401 },
  /** The caller is known and may not do this. */
  PERMISSION_DENIED: { jsonRpc: -32000, http: 403 },
  AGENT_NOT_FOUND: { jsonRpc: -32000, http: 404 },
  AGENT_CARD_NOT_FOUND: { jsonRpc: -32000, http: 404 },
  /** What is asked about does not exist (keys, records, …). */
  NOT_FOUND: { jsonRpc: -32000, http: 404 },
  /** It exists already, or belongs to the configuration file. */
  CONFLICT: { jsonRpc: -32000, http: 409 },
  /** It is not, or no longer, as the caller's `If-Match` says. */
  PRECONDITION_FAILED: { jsonRpc: -32000, http: 412 },
  /** Another request was sent under this `Idempotency-Key`. */
  IDEMPOTENCY_KEY_REUSED: { jsonRpc: -32000, http: 422 },
  REQUEST_TOO_LARGE: { jsonRpc: -32600, http: 413 },
  RATE_LIMITED: { jsonRpc: -32000, http: 429 },
  /** As much was spent as may be. */
  BUDGET_EXCEEDED: { jsonRpc: -32000, http: 429 },
  /** Agents ask one another in a circle, or too deep. It is no failure that another try may mend. */
  LOOP_DETECTED: { jsonRpc: -32000, http: 403 },
  /** The gateway cannot answer now: it drains, or its database is away. */
  UNAVAILABLE: { jsonRpc: -32000, http: 503 },
  /** The agent refused the connection, or it broke. */
  AGENT_UNREACHABLE: { jsonRpc: -32603, http: 502 },
  /** The agent took longer than a limit allows. */
  AGENT_TIMEOUT: { jsonRpc: -32603, http: 504 },
  /** The agent's own JSON-RPC error: `jsonRpc` carries its code. */
  AGENT_ERROR: { jsonRpc: -32603, http: 502 },
  /** The caller left before the answer was there. */
  CANCELED: { jsonRpc: -32603, http: 499 },
} as const satisfies Record<string, { readonly jsonRpc: number; readonly http: number }>

export type ErrorCode = keyof typeof ERROR_CODES

/** What LiteLLM's clients tell some errors by: the `type` of an error's body. */
export const LITELLM_ERROR_TYPES: { readonly [Code in ErrorCode]?: string } = { BUDGET_EXCEEDED: 'budget_exceeded' }

export interface GatewayErrorOptions {
  readonly cause?: unknown
  /** Whether the same call may succeed later. Default `false`. */
  readonly retryable?: boolean
  /** Seconds until it is worth trying again. */
  readonly retryAfter?: number
  /** The field or place that is wrong, such as `message.parts[0]`. */
  readonly field?: string
  /** An agent's own error: its code and data go to the caller as they came. */
  readonly jsonRpc?: { readonly code: number; readonly data?: JsonValue }
}

const brand: unique symbol = Symbol.for('@gateway/core.GatewayError')

/** An error that says what was wrong, where, and what to do. Its message is meant for the caller: no secret, no stack, no upstream body. */
export class GatewayError extends Error {
  readonly [brand] = true
  override readonly name = 'GatewayError'
  readonly code: ErrorCode
  /** HTTP status. */
  readonly status: number
  readonly retryable: boolean
  readonly retryAfter: number | undefined
  readonly field: string | undefined
  readonly jsonRpcCode: number
  /** The `data` of an agent's own JSON-RPC error. */
  readonly jsonRpcData: JsonValue | undefined

  constructor(code: ErrorCode, message: string, options: GatewayErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.status = ERROR_CODES[code].http
    this.retryable = options.retryable ?? false
    this.retryAfter = options.retryAfter
    this.field = options.field
    this.jsonRpcCode = options.jsonRpc?.code ?? ERROR_CODES[code].jsonRpc
    this.jsonRpcData = options.jsonRpc?.data
  }
}

/** Shorthand for `new GatewayError(…)`. */
export function gatewayError(code: ErrorCode, message: string, options?: GatewayErrorOptions): GatewayError {
  return new GatewayError(code, message, options)
}

/** Whether a thrown value is a `GatewayError`, also one made by another copy of this package. */
export function isGatewayError(value: unknown): value is GatewayError {
  return typeof value === 'object' && value !== null && brand in value
}
