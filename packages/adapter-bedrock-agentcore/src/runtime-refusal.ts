import { type Limits, requestError, vendorRefusal } from '@gateway/adapter-kit'
import { type GatewayError, gatewayError, isGatewayError } from '@gateway/core'

/** The service's own words for why it refuses, which may be repeated; a message of it never is. */
const KNOWN = new Set([
  'AccessDeniedException',
  'ConflictException',
  'ExpiredTokenException',
  'IncompleteSignature',
  'InternalServerException',
  'InvalidSignatureException',
  'MissingAuthenticationTokenException',
  'ResourceNotFoundException',
  'RetryableConflictException',
  'RuntimeClientError',
  'ServiceException',
  'ServiceQuotaExceededException',
  'ThrottlingException',
  'UnauthorizedException',
  'UnrecognizedClientException',
  'ValidationException',
])

/** Codes of Node.js for connections that never stood: nothing was sent. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'])

/** What the SDK threw, as the error a caller may see. */
export function runtimeRefusal(error: unknown, limits: Limits): GatewayError {
  if (isGatewayError(error)) return error
  const { name, code, status, retryAfter } = factsOf(error)
  if (status === undefined) {
    if (name === 'TimeoutError') return requestError({ code: 'ETIMEDOUT', cause: error }, 'connecting', limits)
    const connected = code === undefined || !(NOT_CONNECTED.has(code) || /CERT|SSL|TLS|SIGNATURE/.test(code))
    return requestError(error, connected ? 'waiting' : 'connecting', limits)
  }
  const known = name !== undefined && KNOWN.has(name) ? name : undefined
  const told = known === undefined ? `HTTP ${status}` : `HTTP ${status}, ${known}`
  if (status === 424) {
    return gatewayError(
      'AGENT_ERROR',
      `The agent failed on its runtime, or did not start in time (${told}). The runtime's log in CloudWatch tells why.`,
      { cause: error },
    )
  }
  if (status === 402) {
    return gatewayError(
      'AGENT_UNREACHABLE',
      `AgentCore takes no calls now: a quota of the AWS account is used up (${told}). Send the message again later, or have the quota raised.`,
      { cause: error, retryable: true },
    )
  }
  if (status >= 300 && status < 400) {
    return gatewayError(
      'INVALID_AGENT_RESPONSE',
      `AgentCore answered with a redirect (${told}), which is not followed. Check settings.endpoint.`,
      { cause: error },
    )
  }
  return vendorRefusal(status, {
    vendor: 'AgentCore',
    credentials: 'settings.auth, and that they may call bedrock-agentcore:InvokeAgentRuntime on this runtime',
    subject: 'settings.runtime and settings.qualifier',
    retryAfter,
    code: known,
    cause: error,
  })
}

interface Facts {
  readonly name?: string | undefined
  readonly code?: string | undefined
  readonly status?: number | undefined
  readonly retryAfter?: string | undefined
}

/** The HTTP status of an error that the SDK threw; `undefined` when the service did not answer. */
export function statusOf(error: unknown): number | undefined {
  const status = memberOf(memberOf(error, '$metadata'), 'httpStatusCode')
  return typeof status === 'number' ? status : undefined
}

/** An error of the SDK has the status in `$metadata` and, hidden, the answer in `$response`. */
function factsOf(error: unknown): Facts {
  const [name, code] = [memberOf(error, 'name'), memberOf(error, 'code')]
  const retryAfter = memberOf(memberOf(memberOf(error, '$response'), 'headers'), 'retry-after')
  return {
    name: typeof name === 'string' ? name : undefined,
    code: typeof code === 'string' ? code : undefined,
    status: statusOf(error),
    retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined,
  }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
