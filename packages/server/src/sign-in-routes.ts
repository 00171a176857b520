import type { SignedIn } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { z } from 'zod'
import { openRoute, type Route } from './admin-route.ts'
import { actingAs, auditedAttempt, signInFrom } from './audited-sign-in.ts'
import type { HttpExchange } from './http-exchange.ts'
import { jsonReply } from './json-reply.ts'
import { oidcRoutes } from './oidc-routes.ts'
import { requireNoOtherPage } from './own-page.ts'
import { signedInOf } from './session-authenticator.ts'
import { sessionAnswer, sessionView } from './session-view.ts'
import { requireSafeCookies, writeCookie } from './sign-in-cookies.ts'
import { type SignInRoutesOptions, sessionCookie } from './sign-in-from.ts'

const tags = ['Sign-in']

const signInBody = z.strictObject({
  key: z
    .string({ error: 'missing: the key to sign in with, such as the admin key' })
    .trim()
    .min(1)
    .max(1_024)
    .describe('The admin key, or a key of a user.'),
})

const wayAnswer = z.object({
  way: z.enum(['key', 'oidc']),
  label: z.string().describe('For the button.'),
  url: z.string().optional().describe('Where the browser goes to sign in this way; `?return_to=` says where to after.'),
})

/** `GET /v1/sign-in`, and signing in and out with a browser at `/v1/session`. */
export function signInRoutes(options: SignInRoutesOptions): readonly Route[] {
  const { signIns, oidc, publicUrl } = options
  const current = async (exchange: HttpExchange) => {
    const found = await signedInOf(exchange, options)
    if (found) return found
    throw gatewayError('UNAUTHENTICATED', 'Nobody is signed in here. POST /v1/session signs in.')
  }
  const shown = async (signedIn: SignedIn) => jsonReply(sessionView(signedIn, await signIns.teamsOf(signedIn.signIn)))
  const routes: readonly Route[] = [
    openRoute({
      method: 'GET',
      path: '/v1/sign-in',
      operationId: 'listSignInWays',
      summary: 'List the ways to sign in with a browser',
      tags,
      answers: { 200: { description: 'The ways.', schema: z.object({ ways: z.array(wayAnswer) }) } },
      serve() {
        const byProvider = oidc && { way: 'oidc', label: oidc.label, url: '/v1/session/oidc' }
        return jsonReply({ ways: [...(byProvider ? [byProvider] : []), { way: 'key', label: 'Sign in with a key' }] })
      },
    }),
    openRoute({
      method: 'POST',
      path: '/v1/session',
      operationId: 'signIn',
      summary: 'Sign in with a key: the browser gets a cookie',
      tags,
      body: signInBody,
      answers: { 201: { description: 'Signed in.', schema: sessionAnswer } },
      async serve({ exchange, body, requestId }) {
        const request = { exchange, requestId }
        requireNoOtherPage(exchange, publicUrl)
        requireSafeCookies(exchange, publicUrl)
        const made = await auditedAttempt(request, options, () =>
          signIns.withKey(body.key, signInFrom(request, options)),
        )
        return {
          ...jsonReply(sessionView(made, await signIns.teamsOf(made.signIn)), 201),
          cookies: [sessionCookie(exchange, made, publicUrl)],
        }
      },
    }),
    openRoute({
      method: 'GET',
      path: '/v1/session',
      operationId: 'getSession',
      summary: 'Tell who is signed in with this browser',
      tags,
      answers: { 200: { description: 'Who is.', schema: sessionAnswer } },
      serve: async ({ exchange }) => shown(await current(exchange)),
    }),
    openRoute({
      method: 'PATCH',
      path: '/v1/session',
      operationId: 'changeSession',
      summary: 'Choose the team that this browser acts for',
      tags,
      body: z.strictObject({ team_id: z.string().min(1).nullable().describe('`null`: none in particular.') }),
      answers: { 200: { description: 'Who is signed in.', schema: sessionAnswer } },
      async serve({ exchange, requestId, body }) {
        const { signIn, caller } = await current(exchange)
        await actingAs({ exchange, requestId }, options)(caller, () =>
          signIns.chooseTeam(signIn, body.team_id ?? undefined),
        )
        return shown(await current(exchange))
      },
    }),
    openRoute({
      method: 'DELETE',
      path: '/v1/session',
      operationId: 'signOut',
      summary: 'Sign out',
      tags,
      query: z.strictObject({
        everywhere: z.stringbool().default(false).describe('In all browsers of the same user or key.'),
      }),
      answers: {
        200: {
          description: 'Signed out.',
          schema: z.object({
            signed_out: z.boolean(),
            end_session_url: z.string().optional().describe('Where the browser signs out of the identity provider.'),
          }),
        },
      },
      async serve({ exchange, requestId, query: { everywhere } }) {
        const { signIn, caller } = await current(exchange)
        await actingAs({ exchange, requestId }, options)(caller, async () => {
          if (everywhere) await signIns.endAll(signIn.owner)
          else await signIns.end(signIn.id)
        })
        const endUrl = signIn.way === 'oidc' ? await oidc?.endUrl(signIn) : undefined
        const forgotten = writeCookie(exchange, 'session', publicUrl, { value: '', seconds: 0 })
        const told = { signed_out: true, ...(endUrl === undefined ? {} : { end_session_url: endUrl }) }
        return { ...jsonReply(told), cookies: [forgotten] }
      },
    }),
  ]
  return oidc === undefined ? routes : [...routes, ...oidcRoutes({ ...options, oidc })]
}
