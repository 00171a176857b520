import { timingSafeEqual } from 'node:crypto'
import { gatewayError } from '@gateway/core'
import type { HttpExchange } from './http-exchange.ts'
import { browserOrigin } from './sign-in-cookies.ts'

type Request = Pick<HttpExchange, 'headers' | 'origin' | 'method'>

/** Which page a request comes from: one of ours, another one, or the browser (or whoever asks) does not say. */
type From = 'ours' | 'other' | 'unknown'

function fromOf(request: Request, publicUrl: string | undefined): From {
  // Browsers write it themselves, and only where it can be relied on; pages cannot.
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' ? 'ours' : 'other'
  const { origin } = request.headers
  if (origin === undefined) return 'unknown'
  return origin === browserOrigin(request, publicUrl) ? 'ours' : 'other'
}

const otherPage = () =>
  gatewayError(
    'PERMISSION_DENIED',
    'This request comes from a page that is not of this gateway, where a browser that is signed in may not be used. Send a key instead. If the page is of this gateway, set PUBLIC_URL to the address in the browser.',
  )

const READING = new Set(['GET', 'HEAD', 'OPTIONS'])

function sameText(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(right)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** Throws PERMISSION_DENIED for an attempt to sign in from a page of somebody else: it would be their account. */
export function requireNoOtherPage(request: Request, publicUrl: string | undefined): void {
  if (fromOf(request, publicUrl) === 'other') throw otherPage()
}

/**
 * Throws PERMISSION_DENIED unless a request that a browser is signed in for is one of our own pages'. What changes
 * something has to say where it comes from, and to have the token that only our pages know.
 */
export function requireOwnPage(request: Request, csrfToken: string, publicUrl: string | undefined): void {
  const { headers, method } = request
  if (READING.has(method)) {
    // An address that is typed in, or a bookmark, is nobody's page.
    if (headers['sec-fetch-site'] !== 'none') requireNoOtherPage(request, publicUrl)
    return
  }
  if (fromOf(request, publicUrl) !== 'ours') throw otherPage()
  if (!sameText(headers['x-csrf-token'] ?? '', csrfToken)) {
    throw gatewayError(
      'PERMISSION_DENIED',
      'x-csrf-token: missing, or not of this session. Send the csrf_token that GET /v1/session answers.',
      { field: 'x-csrf-token' },
    )
  }
}
