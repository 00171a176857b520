import createFetchClient, { type Client } from 'openapi-fetch'
import { ApiError } from './api-error.ts'
import type { paths } from './openapi.ts'

export interface ClientOptions {
  /** Where the gateway is, such as `http://127.0.0.1:4000`. */
  readonly url: string
  /** A key, or a token of an issuer that the gateway knows. Without one, a browser's session is used. */
  readonly key?: string | undefined
  /** Of a browser's session: sent with every change, as the gateway asks for it. */
  readonly csrfToken?: () => string | undefined
  /** Sends the requests. Default: the global one. */
  readonly fetch?: (request: Request) => Promise<Response>
}

/**
 * The admin API by method and path: `client.GET('/v1/agents/{agent}', { params: { path: { agent } } })`. Paths, parameters,
 * bodies and answers have the types of the gateway's own description. Resolves with `data`, or with `error`, for each
 * answer; rejects where no answer came. `answerOf` makes one of the two.
 */
export type GatewayClient = Client<paths>

export function createClient({ url, key, csrfToken, fetch }: ClientOptions): GatewayClient {
  const client = createFetchClient<paths>({
    baseUrl: url.replace(/\/+$/, ''),
    ...(key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } }),
    ...(fetch === undefined ? {} : { fetch }),
  })
  if (csrfToken !== undefined) {
    client.use({
      onRequest({ request }) {
        const token = request.method === 'GET' ? undefined : csrfToken()
        if (token !== undefined) request.headers.set('x-csrf-token', token)
        return request
      },
    })
  }
  return client
}

/** What a call of the client was answered with. Rejects with an `ApiError` when the gateway refused it. */
export async function answerOf<Data>(
  call: Promise<{ readonly data?: Data; readonly error?: unknown; readonly response: Response }>,
): Promise<Data> {
  const { data, error, response } = await call
  if (data === undefined || !response.ok) throw new ApiError(response, error)
  return data
}
