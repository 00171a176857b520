import type { OidcSignIn } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { z } from 'zod'
import { openRoute, type Route } from './admin-route.ts'
import { auditedAttempt, signInFrom } from './audited-sign-in.ts'
import type { HttpExchange, Reply } from './http-exchange.ts'
import { publicError } from './json-reply.ts'
import { checked } from './read-json.ts'
import { readCookie, requireSafeCookies, writeCookie } from './sign-in-cookies.ts'
import { browserBase, type SignInRoutesOptions, sessionCookie } from './sign-in-from.ts'
import { signInFailurePage } from './sign-in-page.ts'

/** How long somebody may take at the identity provider, in seconds. */
const AWAY_SECONDS = 600

const BEGIN = '/v1/session/oidc'

/** A path of this gateway. `//host` and `/\host` are addresses of other machines to a browser. */
const returnPath = z
  .string()
  .max(2_000)
  .regex(/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/, 'must be a path of this gateway such as /agents')
const beginQuery = z.object({ return_to: returnPath.default('/') })

interface Request {
  readonly exchange: HttpExchange
  readonly requestId: string
}

const redirect = (url: string, cookies: readonly string[]): Reply => ({
  status: 303,
  headers: { location: url, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  body: '',
  cookies,
})

const tags = ['Sign-in']
const answers = (description: string) => ({ 303: { description } })

/** Signing in by way of an identity provider: there, and back. What goes wrong is told on a page, as a person reads it. */
export function oidcRoutes(options: SignInRoutesOptions & { readonly oidc: OidcSignIn }): readonly Route[] {
  const { oidc, signIns, publicUrl, logger } = options
  const report = (err: unknown) => logger.error({ err }, 'signing in failed inside the gateway')
  const asPage = (serve: (request: Request) => Promise<Reply>) => async (request: Request) => {
    const { exchange } = request
    try {
      return await serve(request)
    } catch (error) {
      return signInFailurePage(publicError(error, report), `${browserBase(exchange, publicUrl)}${BEGIN}`)
    }
  }
  return [
    openRoute({
      method: 'GET',
      path: BEGIN,
      operationId: 'beginOidcSignIn',
      summary: 'Send a browser to the identity provider to sign in; `?return_to=` is the path it comes back to',
      tags,
      answers: answers('To the identity provider.'),
      serve: asPage(async ({ exchange }) => {
        requireSafeCookies(exchange, publicUrl)
        const { return_to } = checked(Object.fromEntries(exchange.query), beginQuery)
        const redirectUri = `${browserBase(exchange, publicUrl)}${BEGIN}/callback`
        const { url, kept } = await oidc.begin({ redirectUri, returnTo: return_to })
        return redirect(url, [writeCookie(exchange, 'oidc', publicUrl, { value: kept, seconds: AWAY_SECONDS })])
      }),
    }),
    openRoute({
      method: 'GET',
      path: `${BEGIN}/callback`,
      operationId: 'finishOidcSignIn',
      summary: 'Take a browser back from the identity provider',
      tags,
      answers: answers('Signed in, and back to where it began.'),
      serve: asPage(async (request) => {
        const { exchange } = request
        const kept = readCookie(exchange, 'oidc', publicUrl)
        if (kept === undefined) {
          throw gatewayError(
            'UNAUTHENTICATED',
            'This browser was not about to sign in, or took longer than ten minutes. Start again, in the same browser, with cookies allowed.',
          )
        }
        const attempt = async () => {
          const { vouched, returnTo } = await oidc.finish({ kept, query: exchange.query })
          return { made: await signIns.withUser(vouched, signInFrom(request, options)), returnTo }
        }
        const { made, returnTo } = await auditedAttempt(request, options, () => signIns.attempt(exchange.ip, attempt))
        return redirect(returnTo, [
          sessionCookie(exchange, made, publicUrl),
          writeCookie(exchange, 'oidc', publicUrl, { value: '', seconds: 0 }),
        ])
      }),
    }),
  ]
}
