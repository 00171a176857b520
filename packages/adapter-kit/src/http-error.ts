import type { GatewayError } from '@gateway/core'
import { gatewayError, isGatewayError } from '@gateway/core'
import type { TimeLimit } from './deadline.ts'
import type { Limits } from './limits.ts'
import { LIMIT_SETTING } from './limits.ts'

/** How far an exchange had come when it failed. */
export type Progress = 'connecting' | 'waiting' | 'answering'

const STREAM_CUT =
  "The agent's stream was cut before its end. What it was doing may be done all the same: look before you send the message again."

/** What the HTTP client reports, as the error a caller may see. Addresses stay in `cause`, which is for logs. */
export function requestError(cause: unknown, progress: Progress, limits: Limits): GatewayError {
  if (isGatewayError(cause)) return cause
  const code = codeOf(cause)
  if (progress === 'connecting') return connectError(cause, code, limits)
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    return gatewayError('INVALID_AGENT_RESPONSE', "The headers of the agent's answer are too large.", { cause })
  }
  if (isMalformed(cause)) {
    return gatewayError('INVALID_AGENT_RESPONSE', 'The agent does not answer in valid HTTP/1.1.', { cause })
  }
  return progress === 'waiting'
    ? gatewayError('AGENT_UNREACHABLE', 'The agent closed the connection without an answer.', { cause })
    : gatewayError('AGENT_UNREACHABLE', STREAM_CUT, { cause })
}

/** Nothing was sent yet, so the same call may be made again. */
function connectError(cause: unknown, code: string | undefined, limits: Limits): GatewayError {
  const unreachable = (message: string, retryable = true) =>
    gatewayError('AGENT_UNREACHABLE', message, { cause, retryable })
  switch (code) {
    case 'ECONNREFUSED':
      return unreachable('The agent refused the connection: nothing listens at its registered address.')
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return unreachable("The agent's host name could not be resolved.")
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return unreachable("The network of the agent's host cannot be reached.")
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
      return gatewayError(
        'AGENT_TIMEOUT',
        `The agent did not accept a connection in time. If it is only slow, raise limits.connectSeconds (now ${limits.connectMs / 1000} s).`,
        { cause, retryable: true },
      )
    default:
      return code !== undefined && /CERT|SSL|TLS|SIGNATURE/.test(code)
        ? unreachable(`No secure connection to the agent could be made (${code}).`, false)
        : unreachable('No connection to the agent could be made.')
  }
}

/** An agent took longer than a limit allows. */
export function timeoutError(limit: TimeLimit, limits: Limits): GatewayError {
  const seconds = `${limits[limit] / 1000} s`
  const setting = `limits.${LIMIT_SETTING[limit]}`
  const what = {
    firstEventMs: `The agent sent no first event within ${seconds}.`,
    idleMs: `The agent's stream was silent for ${seconds}.`,
    totalMs: `The agent did not finish within ${seconds}.`,
  }[limit]
  return gatewayError('AGENT_TIMEOUT', `${what} If that is expected of it, raise ${setting} (now ${seconds}).`)
}

export function eventTooLarge(limits: Limits): GatewayError {
  return gatewayError(
    'INVALID_AGENT_RESPONSE',
    `An event of the agent's stream is larger than limits.eventBytes allows (${limits.eventBytes} bytes).`,
  )
}

export function bodyTooLarge(limits: Limits): GatewayError {
  return gatewayError(
    'INVALID_AGENT_RESPONSE',
    `The agent's answer is larger than limits.eventBytes allows (${limits.bodyBytes} bytes).`,
  )
}

/** What an aborted signal means to the caller: the error that it was aborted with, else CANCELED. */
export function abortError(signal: AbortSignal): GatewayError {
  const reason: unknown = signal.reason
  return isGatewayError(reason)
    ? reason
    : gatewayError('CANCELED', 'The call was cancelled before the agent had answered.', { cause: reason })
}

function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined
}

/** undici's parser error carries no code; that the bytes end too early is a broken connection, not a malformed answer. */
function isMalformed(error: unknown): boolean {
  return error instanceof Error && error.name === 'HTTPParserError' && !error.message.includes('EOF')
}
