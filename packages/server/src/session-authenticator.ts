import type { SignedIn, SignIns } from '@gateway/core'
import type { HttpExchange } from './http-exchange.ts'
import { requireOwnPage } from './own-page.ts'
import type { Authenticate } from './ports.ts'
import { readCookie } from './sign-in-cookies.ts'

export interface SessionOptions {
  readonly signIns: SignIns
  readonly publicUrl?: string | undefined
}

type Request = Pick<HttpExchange, 'headers' | 'origin' | 'method'>

/**
 * Who is signed in with the browser that asks; `undefined` where it holds no session. Rejects with UNAUTHENTICATED where
 * that has ended, and with PERMISSION_DENIED where the request is not from a page of ours.
 */
export async function signedInOf(request: Request, options: SessionOptions): Promise<SignedIn | undefined> {
  const secret = readCookie(request, 'session', options.publicUrl)
  if (secret === undefined) return undefined
  const found = await options.signIns.find(secret)
  requireOwnPage(request, found.csrfToken, options.publicUrl)
  return found
}

/** Authenticates browsers that are signed in, and everybody else by `authenticate`. Who sends a key acts by it alone. */
export function withSessions(authenticate: Authenticate, options: SessionOptions): Authenticate {
  const bySession: Authenticate = async (headers, request) => {
    const found = await signedInOf(request, options)
    return found?.caller ?? authenticate(headers, request)
  }
  return (headers, request) => {
    // Nearly no call carries a cookie: it pays for this look alone.
    if (headers.cookie === undefined || headers.authorization || headers['x-litellm-api-key']) {
      return authenticate(headers, request)
    }
    return bySession(headers, request)
  }
}
