import type { GatewayError } from '@gateway/core'
import { gatewayError } from '@gateway/core'

export interface VendorRefusalOptions {
  /** Who refused, at the beginning of a sentence, such as `The LangGraph server`. */
  readonly vendor: string
  /** What an administrator checks when the credentials are refused, such as `settings.apiKey`. */
  readonly credentials: string
  /** What an administrator checks when nothing is found, such as `settings.assistant`. */
  readonly subject: string
  /** The vendor's `Retry-After` header. */
  readonly retryAfter?: string | undefined
  /** The vendor's own code for it, where it is one of a known set of words (never its message). */
  readonly code?: string | undefined
  readonly cause?: unknown
}

/** The error for an HTTP status by which a vendor refused a turn. Nothing of the vendor's body is in it. */
export function vendorRefusal(status: number, options: VendorRefusalOptions): GatewayError {
  const { vendor, credentials, subject, cause } = options
  const told = options.code === undefined ? `HTTP ${status}` : `HTTP ${status}, ${options.code}`
  const because = cause === undefined ? {} : { cause }
  if (status === 401 || status === 403) {
    return gatewayError(
      'AGENT_ERROR',
      `${vendor} refused the gateway's credentials (${told}). Check ${credentials} of this agent.`,
      because,
    )
  }
  if (status === 404) {
    return gatewayError('AGENT_ERROR', `${vendor} does not know this agent (${told}). Check ${subject}.`, because)
  }
  if (status === 409) {
    return gatewayError(
      'AGENT_ERROR',
      `${vendor} is busy with this conversation (${told}). Send the message again later.`,
      {
        ...because,
        retryable: true,
      },
    )
  }
  if (status === 429 || status === 503) {
    const retryAfter = retryAfterSeconds(options.retryAfter)
    return gatewayError('AGENT_UNREACHABLE', `${vendor} takes no calls now (${told}). Send the message again later.`, {
      ...because,
      retryable: true,
      ...(retryAfter === undefined ? {} : { retryAfter }),
    })
  }
  if (status === 408 || status === 504) {
    return gatewayError(
      'AGENT_TIMEOUT',
      `${vendor} did not answer in time (${told}). Send the message again later.`,
      because,
    )
  }
  if (status >= 500) {
    return gatewayError(
      'AGENT_ERROR',
      `${vendor} failed while it handled the message (${told}). Its own log tells why.`,
      because,
    )
  }
  return gatewayError(
    'AGENT_ERROR',
    `${vendor} refused the message (${told}). Check what it accepts, and ${subject}.`,
    because,
  )
}

/** Seconds of a `Retry-After`, which is seconds or a date (RFC 9110 §10.2.3); `undefined` when it is neither. */
export function retryAfterSeconds(header: string | undefined): number | undefined {
  if (header === undefined) return undefined
  if (/^\d{1,9}$/.test(header)) return Number(header)
  const date = Date.parse(header)
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - Date.now()) / 1000))
}
