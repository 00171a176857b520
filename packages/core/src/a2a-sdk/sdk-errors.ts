import { A2AError, fromJsonRpcErrorResponse, type JsonRpcA2AError, toJsonRpcError } from '@a2a-js/sdk/errors'
import { decodeJsonRpcError, encodeJsonRpcError } from '../error-wire.ts'
import { type GatewayError, gatewayError, isGatewayError } from '../gateway-error.ts'

/** An error of ours as the SDK's server maps it to its bindings. What is not meant for callers becomes a fixed sentence. */
export function toSdkError(error: unknown): JsonRpcA2AError {
  const known = isGatewayError(error)
    ? error
    : gatewayError('INTERNAL_ERROR', 'The agent failed while it handled this request.')
  const { code, message, data } = encodeJsonRpcError(known, '1.0')
  return fromJsonRpcErrorResponse({
    jsonrpc: '2.0',
    id: null,
    error: { code, message, ...(Array.isArray(data) ? { data: data.filter(isDetail) } : {}) },
  })
}

const isDetail = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/**
 * An error of the SDK's client as one of ours. The client wraps an error in the middle of a stream in another, and puts
 * the body of an HTTP failure into the message of one that is none of the protocol: that goes to `cause` alone.
 */
export function fromSdkError(error: unknown, signal: AbortSignal): GatewayError {
  if (isGatewayError(error)) return error
  if (signal.aborted) {
    const { reason } = signal
    return isGatewayError(reason)
      ? reason
      : gatewayError('CANCELED', 'The call was cancelled before the agent had answered.', { cause: error })
  }
  for (let inner: unknown = error, depth = 0; inner instanceof Error && depth < 5; inner = inner.cause, depth += 1) {
    if (inner instanceof A2AError) return decodeJsonRpcError(toJsonRpcError(inner))
  }
  return gatewayError('AGENT_UNREACHABLE', 'The agent could not be called, or its answer could not be read.', {
    cause: error,
  })
}
