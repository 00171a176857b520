import { gatewayError } from '@gateway/core'
import { isForbiddenHost } from './forbidden-address.ts'

const guarded: unique symbol = Symbol('guarded')

/** A URL that `guardUrl` has let through, taken apart once for all the calls that go there. */
export interface GuardedUrl {
  readonly href: string
  readonly origin: string
  /** Path and query. */
  readonly path: string
  readonly [guarded]: true
}

/**
 * Checks a URL that an operator or an agent gave. Only `http:` and `https:`, no user or password in it, and neither a
 * link-local nor a cloud metadata address. Private and loopback addresses are allowed: agents live there. What a name
 * resolves to is checked again when the client connects.
 *
 * Throws INVALID_PARAMS that names `field`.
 */
export function guardUrl(text: string, options: { readonly field: string }): GuardedUrl {
  const { field } = options
  const refuse = (why: string) => gatewayError('INVALID_PARAMS', `${field} ${why}`, { field })
  if (!URL.canParse(text)) throw refuse('is not a URL. Write it in full, such as http://10.0.0.4:10001/.')
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw refuse(`must begin with http:// or https://, not ${url.protocol}//.`)
  }
  if (url.username !== '' || url.password !== '') {
    throw refuse('must not contain a user name or password. Send credentials in a header.')
  }
  if (isForbiddenHost(url.hostname)) {
    throw refuse('names a link-local or cloud metadata address, which is never called.')
  }
  url.hash = ''
  return { href: url.href, origin: url.origin, path: url.pathname + url.search, [guarded]: true }
}
