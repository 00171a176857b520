import { gatewayError } from '@gateway/core'
import type { HttpExchange } from './http-exchange.ts'

/** What a browser keeps for the gateway: that it is signed in, or that it is about to by way of an identity provider. */
export type CookieKind = 'session' | 'oidc'

type Request = Pick<HttpExchange, 'headers' | 'origin'>

const LOOPBACK = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/** By which origin a browser reached the gateway. A proxy that ends TLS hides the scheme; `PUBLIC_URL` tells it. */
export function browserOrigin({ origin }: Pick<Request, 'origin'>, publicUrl: string | undefined): string {
  if (publicUrl === undefined) return origin
  const url = new URL(publicUrl)
  return url.host === new URL(origin).host ? url.origin : origin
}

/**
 * The name of a cookie, and how it is kept. `undefined` on plain http to another machine: everybody in between could read
 * and use it. Browsers share the cookies of all ports of a machine, so that on loopback the port is in the name.
 */
function placeOf(kind: CookieKind, origin: string): { readonly name: string; readonly attributes: string } | undefined {
  const { protocol, hostname, port } = new URL(origin)
  const attributes = 'Path=/; HttpOnly; SameSite=Lax'
  if (protocol === 'https:') return { name: `__Host-a2a-gateway-${kind}`, attributes: `${attributes}; Secure` }
  return LOOPBACK.test(hostname) ? { name: `a2a-gateway-${kind}-${port || '80'}`, attributes } : undefined
}

/** What the browser keeps. Only what was set at this origin counts. */
export function readCookie(request: Request, kind: CookieKind, publicUrl: string | undefined): string | undefined {
  const { cookie } = request.headers
  if (cookie === undefined) return undefined
  const place = placeOf(kind, browserOrigin(request, publicUrl))
  if (place === undefined) return undefined
  for (const pair of cookie.split(';')) {
    const [name, value] = pair.trim().split('=', 2)
    if (name === place.name && value) return value
  }
  return undefined
}

/** Throws PERMISSION_DENIED where a browser could not keep anything safely. */
export function requireSafeCookies(request: Request, publicUrl: string | undefined): void {
  if (placeOf('session', browserOrigin(request, publicUrl)) !== undefined) return
  throw gatewayError(
    'PERMISSION_DENIED',
    'Signing in needs https: over plain http others could read the session. Open the gateway by https, or on its own machine as http://localhost. Behind a proxy that ends TLS, set PUBLIC_URL=https://… to its address, or name the proxy in TRUSTED_PROXIES.',
  )
}

/** The `set-cookie` that makes the browser keep a value for some seconds; 0 makes it forget. */
export function writeCookie(
  request: Request,
  kind: CookieKind,
  publicUrl: string | undefined,
  { value, seconds }: { readonly value: string; readonly seconds: number },
): string {
  requireSafeCookies(request, publicUrl)
  const place = placeOf(kind, browserOrigin(request, publicUrl))
  return place === undefined
    ? ''
    : `${place.name}=${value}; ${place.attributes}; Max-Age=${Math.max(0, Math.floor(seconds))}`
}
