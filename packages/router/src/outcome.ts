import type { GatewayError } from '@gateway/core'
import { isGatewayError } from '@gateway/core'

/** What an error says about the upstream that it came from. */
export type Outcome =
  /** It is there, and the request was wrong, refused or given up. */
  | { readonly type: 'none' }
  /** `inRow: false`: it is there, and says that it failed. */
  | { readonly type: 'failure'; readonly reason: string; readonly inRow: boolean }
  /** It takes no calls for so long. */
  | { readonly type: 'refusal'; readonly reason: string; readonly retryAfterMs: number }

const NONE: Outcome = { type: 'none' }
const LONGEST_REFUSAL_SECONDS = 3_600

export function outcomeOf(error: unknown): Outcome {
  if (!isGatewayError(error)) return { type: 'failure', reason: 'The adapter failed.', inRow: true }
  const reason = error.message
  switch (error.code) {
    case 'AGENT_UNREACHABLE':
    case 'AGENT_TIMEOUT':
    case 'RATE_LIMITED':
    case 'UNAVAILABLE':
      return error.retryAfter === undefined
        ? { type: 'failure', reason, inRow: true }
        : { type: 'refusal', reason, retryAfterMs: Math.min(error.retryAfter, LONGEST_REFUSAL_SECONDS) * 1000 }
    case 'INVALID_AGENT_RESPONSE':
    case 'INTERNAL_ERROR':
      return { type: 'failure', reason, inRow: true }
    case 'AGENT_ERROR':
      // Any other code is the agent's word about the request, which a caller may have brought about.
      return error.jsonRpcCode === -32603 ? { type: 'failure', reason, inRow: false } : NONE
    default:
      return NONE
  }
}

/** The codes of errors that are made before an agent has begun, when they are retryable. */
const NOT_BEGUN = new Set<GatewayError['code']>(['AGENT_UNREACHABLE', 'AGENT_TIMEOUT', 'RATE_LIMITED', 'UNAVAILABLE'])

/**
 * Whether the agent cannot have begun: nothing was sent (a refused connection, a name that is not found, no connection
 * in time), or it said that it takes no calls (429, 503). Adapters say so by `retryable`.
 */
export function notBegun(error: unknown): boolean {
  return isGatewayError(error) && error.retryable && NOT_BEGUN.has(error.code)
}
