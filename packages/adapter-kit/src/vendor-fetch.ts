import type { GatewayError } from '@gateway/core'
import { gatewayError, isGatewayError } from '@gateway/core'
import { fetch as send } from 'undici'
import { boundedBody } from './bounded-body.ts'
import type { ConnectionPool } from './connection-pool.ts'
import type { GuardedUrl } from './guard-url.ts'
import { abortError, requestError } from './http-error.ts'
import type { Limits } from './limits.ts'

export interface VendorFetchOptions {
  /** Calls go to its origin and nowhere else, whatever an answer or an id makes of the SDK's URLs. */
  readonly url: GuardedUrl
  readonly pool: ConnectionPool
  /** `connectMs`, `eventBytes` and `bodyBytes` are kept here; the times belong to `underLimits`. */
  readonly limits: Limits
  /**
   * The error for any status but 2xx. `text` reads the beginning of the vendor's body (64 KiB at most), for a code of a
   * known set in it: nothing else of a body belongs in an error. A body that is not asked for is thrown away unread.
   */
  readonly refusal: (
    status: number,
    headers: Headers,
    url: URL,
    text: () => Promise<string>,
  ) => GatewayError | Promise<GatewayError>
  /** Hears of every piece of an answer's body, heartbeats too: `alive` of `underLimits`. */
  readonly alive?: () => void
}

/** A `fetch` for bodies that are text. */
export type VendorFetch = (input: string | URL, init?: RequestInit) => Promise<Response>

/**
 * The `fetch` to hand to a vendor's SDK: guarded addresses, one origin, no redirects, no time-outs of its own, events
 * of bounded size. What fails is a `GatewayError` without a body, an address or a secret in its message, so what an SDK
 * throws unchanged may be shown. A vendor that answers with a status other than 2xx is a failure.
 */
export function createVendorFetch(options: VendorFetchOptions): VendorFetch {
  const { url, pool, limits, refusal, alive } = options
  const dispatcher = pool.dispatcher(limits.connectMs)
  return async (input, init = {}) => {
    const target = new URL(input)
    if (target.origin !== url.origin || target.username !== '' || target.password !== '') throw ledAstray()
    const { method = 'GET', body, signal } = init
    if (body !== undefined && body !== null && typeof body !== 'string') throw new TypeError('Only text can be sent.')
    const headers = { ...Object.fromEntries(new Headers(init.headers)), 'accept-encoding': 'identity' }
    const answer = await send(target, {
      dispatcher,
      method,
      headers,
      redirect: 'manual',
      body: body ?? null,
      signal: signal ?? null,
    }).catch((error: unknown) => {
      throw signal?.aborted ? abortError(signal) : notAnswered(error, limits)
    })
    const answered = new Headers([...answer.headers])
    if (!answer.ok) {
      const { body: refused } = answer
      const error = await refusal(answer.status, answered, target, () => beginningOf(refused))
      if (refused?.locked === false) void refused.cancel().catch(() => {})
      throw error
    }
    const { status } = answer
    if (answer.body === null) return new Response(null, { status, headers: answered })
    const isStream = answered.get('content-type')?.includes('text/event-stream') === true
    const cut = (error: unknown) =>
      signal?.aborted ? abortError(signal) : requestError(causeOf(error), 'answering', limits)
    const bounded = boundedBody(answer.body, {
      limits,
      isStream,
      failure: cut,
      ...(alive === undefined ? {} : { alive }),
    })
    return new Response(bounded, { status, headers: answered })
  }
}

/** As much of a refusal as is looked at, in bytes. */
const BEGINNING = 64 * 1024

/** The beginning of a body, or of what came of it before it broke. */
async function beginningOf(body: ReadableStream<Uint8Array> | null): Promise<string> {
  if (body === null) return ''
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  const reader = body.getReader()
  try {
    while (size < BEGINNING) {
      const { done, value } = await reader.read()
      if (done) break
      size += value.length
      text += decoder.decode(value, { stream: true })
    }
  } catch {
    // What came is what there is.
  }
  void reader.cancel().catch(() => {})
  return text
}

/** Codes of what happens before anything has been sent. */
const CONNECTING =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$|CERT|SSL|TLS|SIGNATURE/

function notAnswered(error: unknown, limits: Limits): GatewayError {
  const cause = causeOf(error)
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : ''
  return requestError(cause, CONNECTING.test(code) ? 'connecting' : 'waiting', limits)
}

/** What `fetch` hides behind its own "fetch failed" and "terminated". */
function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined && !isGatewayError(error) ? error.cause : error
}

const ledAstray = () =>
  gatewayError('INVALID_AGENT_RESPONSE', 'The agent led the gateway to another address than the registered one.')
