import type { Logger, NewSignIn, OidcSignIn, SignIns } from '@gateway/core'
import type { AuditedSignInOptions } from './audited-sign-in.ts'
import type { HttpExchange } from './http-exchange.ts'
import { browserOrigin, writeCookie } from './sign-in-cookies.ts'

export interface SignInRoutesOptions extends AuditedSignInOptions {
  readonly signIns: SignIns
  /** Where people sign in by way of an identity provider too. */
  readonly oidc?: OidcSignIn | undefined
  readonly logger: Logger
}

/** What makes the browser keep that it is signed in. */
export const sessionCookie = (exchange: HttpExchange, { secret, signIn }: NewSignIn, publicUrl: string | undefined) =>
  writeCookie(exchange, 'session', publicUrl, {
    value: secret,
    seconds: (Date.parse(signIn.expiresAt) - Date.now()) / 1_000,
  })

/** The base of the gateway's addresses, as the browser that asks knows it. */
export function browserBase(exchange: HttpExchange, publicUrl: string | undefined): string {
  const origin = browserOrigin(exchange, publicUrl)
  return publicUrl !== undefined && new URL(publicUrl).origin === origin ? publicUrl : origin
}
