import type { GuardedUrl, HttpAnswer, HttpClient, HttpRequestOptions } from '@gateway/adapter-kit'
import { guardUrl } from '@gateway/adapter-kit'
import type { Authorizer } from './authorizer.ts'

/**
 * A client whose requests to `origin` carry the gateway's credentials; requests to anywhere else carry none. A request
 * that is answered 401, so that nothing of it was carried out, is sent once more with new credentials, where there are any.
 */
export function authorizedClient(client: HttpClient, authorizer: Authorizer, origin: string): HttpClient {
  const send = async (
    method: 'GET' | 'POST',
    url: GuardedUrl | string,
    { headers = {}, ...request }: HttpRequestOptions,
    body: string | Uint8Array,
  ): Promise<HttpAnswer> => {
    const target = typeof url === 'string' ? guardUrl(url, { field: 'url' }) : url
    const dispatch = (more: Readonly<Record<string, string>>) => {
      const options = { ...request, headers: { ...headers, ...more } }
      return method === 'POST' ? client.post(target, { ...options, body }) : client.get(target, options)
    }
    if (target.origin !== origin) return dispatch({})
    const outgoing = { method, url: new URL(target.href), headers, body }
    const credentials = await orAborted(authorizer.authorize(outgoing), request.signal)
    const answer = await dispatch(credentials)
    if (answer.status !== 401 || !authorizer.renew?.(credentials)) return answer
    answer.discard()
    return dispatch(await orAborted(authorizer.authorize(outgoing), request.signal))
  }
  return {
    post: (url, { body, ...request }) => send('POST', url, request, body),
    get: (url, request = {}) => send('GET', url, request, ''),
    close: () => client.close(),
  }
}

/** One token serves many calls: a call that ends leaves the fetch to the others. */
function orAborted<Value>(value: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return value
  const { promise, reject } = Promise.withResolvers<never>()
  const onAbort = () => reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()
  return Promise.race([value, promise]).finally(() => signal.removeEventListener('abort', onAbort))
}
