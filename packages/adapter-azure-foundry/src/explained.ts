import { vendorRefusal } from '@gateway/adapter-kit'
import { type GatewayError, gatewayError, isGatewayError } from '@gateway/core'

const VENDOR = {
  vendor: 'Azure AI Foundry',
  credentials: "settings.auth, and the identity's role on the project,",
  subject: 'settings.agent and settings.url',
}

/** The error for an HTTP status by which Foundry refused. */
export function refusal(status: number, headers: Headers): GatewayError {
  return vendorRefusal(status, { ...VENDOR, retryAfter: headers.get('retry-after') ?? undefined })
}

/** What the SDK threw, as the error that a caller may see. It wraps what the gateway's own fetch and credential throw. */
export function explained(error: unknown): GatewayError {
  for (let inner: unknown = error, depth = 0; depth < 5; depth += 1) {
    if (isGatewayError(inner)) return inner
    if (!(inner instanceof Error)) break
    inner = inner.cause
  }
  // An `error` event of the stream: the SDK throws it with the event's own code and no status.
  const code = typeof error === 'object' && error !== null && 'code' in error ? codeWord(error.code) : undefined
  if (code !== undefined) return failed(code, error)
  return gatewayError(
    'INVALID_AGENT_RESPONSE',
    'The answer of Azure AI Foundry cannot be read. Check that settings.url is the endpoint of a Foundry project.',
    { cause: error },
  )
}

/** The turn failed at Foundry. `code` is one of its words, never its sentences. */
export function failed(code: unknown, cause?: unknown): GatewayError {
  const word = codeWord(code)
  const retryable = word === 'rate_limit_exceeded' || word === 'server_error'
  return gatewayError('AGENT_ERROR', `The agent failed${word === undefined ? '' : ` (${word})`}.`, {
    retryable,
    ...(cause === undefined ? {} : { cause }),
  })
}

/** A code as Foundry writes them: what is no such word may be anything. */
export function codeWord(code: unknown): string | undefined {
  return typeof code === 'string' && /^[a-z][a-z0-9_]{1,48}$/.test(code) ? code : undefined
}

export const noEventStream = () =>
  gatewayError(
    'INVALID_AGENT_RESPONSE',
    'Azure AI Foundry did not answer with an event stream. Check that settings.url is the endpoint of a Foundry project, and that nothing before it (a login page, a proxy) answers in its place.',
  )
