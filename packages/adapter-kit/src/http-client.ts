import { type ConnectionPool, createConnectionPool } from './connection-pool.ts'
import { Exchange } from './exchange.ts'
import type { GuardedUrl } from './guard-url.ts'
import { guardUrl } from './guard-url.ts'
import type { HttpAnswer } from './http-answer.ts'
import { requestError } from './http-error.ts'
import type { Limits } from './limits.ts'
import { DEFAULT_LIMITS } from './limits.ts'

export interface HttpClientOptions {
  /** Limits of every exchange; those left out keep `DEFAULT_LIMITS`. */
  readonly limits?: Partial<Limits>
  /** Connections shared with other clients. Default: its own. */
  readonly pool?: ConnectionPool
}

export interface HttpRequestOptions {
  readonly headers?: Readonly<Record<string, string>>
  /** Ends the exchange and frees its connection at once. */
  readonly signal?: AbortSignal
  /** Limits of this exchange alone. `connectMs` belongs to the client. */
  readonly limits?: Partial<Omit<Limits, 'connectMs'>>
}

export interface HttpClient {
  /** Sends a body and resolves when the answer's head is here. A URL that is a string is guarded first. */
  post(
    url: GuardedUrl | string,
    options: HttpRequestOptions & { readonly body: string | Uint8Array },
  ): Promise<HttpAnswer>
  get(url: GuardedUrl | string, options?: HttpRequestOptions): Promise<HttpAnswer>
  /** Ends every exchange and connection, unless they are shared. */
  close(): Promise<void>
}

/**
 * An HTTP/1.1 client for calls to agents. It knows no timeouts but the limits it is given, follows no redirect, asks
 * for no compression (and reads it all the same), opens as many connections as calls need and keeps idle ones for a
 * few seconds. Names are checked as they are resolved (see `guardUrl`).
 *
 * Rejects with a `GatewayError`: AGENT_UNREACHABLE (`retryable` when nothing was sent), AGENT_TIMEOUT,
 * INVALID_AGENT_RESPONSE, CANCELED. No message contains an address; `cause` may.
 */
export function createHttpClient(options: HttpClientOptions = {}): HttpClient {
  const limits: Limits = { ...DEFAULT_LIMITS, ...options.limits }
  const pool = options.pool ?? createConnectionPool()
  const dispatcher = pool.dispatcher(limits.connectMs)

  const exchangeOf = (
    method: 'GET' | 'POST',
    url: GuardedUrl | string,
    request: HttpRequestOptions,
    body: string | Uint8Array | null,
  ) => {
    const target = typeof url === 'string' ? guardUrl(url, { field: 'url' }) : url
    const exchange = new Exchange(request.limits ? { ...limits, ...request.limits } : limits, request.signal)
    if (!exchange.over) {
      const headers = withEncoding(request.headers)
      try {
        dispatcher.dispatch({ origin: target.origin, path: target.path, method, headers, body }, exchange)
      } catch (error) {
        exchange.fail(requestError(error, 'connecting', limits))
      }
    }
    return exchange.answer
  }
  /** A URL that is refused is a rejection, as all else is. */
  const send = (...request: Parameters<typeof exchangeOf>) => {
    try {
      return exchangeOf(...request)
    } catch (error) {
      return Promise.reject(error)
    }
  }

  return {
    post: (url, request) => send('POST', url, request, request.body),
    get: (url, request = {}) => send('GET', url, request, null),
    close: async () => {
      // Shared connections belong to who made the pool.
      if (options.pool === undefined) await pool.close()
    },
  }
}

/** Asks for no compression, unless the request says otherwise. */
function withEncoding(headers: HttpRequestOptions['headers']): Readonly<Record<string, string>> {
  return headers?.['accept-encoding'] === undefined ? { 'accept-encoding': 'identity', ...headers } : headers
}
