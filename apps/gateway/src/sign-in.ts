import { createOidcSignIn, createSignIns, type FindAgent, type LimitCounters } from '@gateway/auth'
import type { Logger, Store } from '@gateway/core'
import { type AppOptions, withSessions } from '@gateway/server'
import type { SecretCipher } from '@gateway/store'
import type { SignInSettings } from './sign-in-settings.ts'

export interface SignInOptions {
  readonly settings: SignInSettings
  readonly store: Store
  readonly masterKeyHash: string
  readonly findAgent: FindAgent
  readonly counters: LimitCounters
  readonly cipher: SecretCipher
  readonly publicUrl: string | undefined
  readonly logger: Logger
  /** Who authenticates those who are not signed in with a browser. */
  readonly authenticate: AppOptions['authenticate']
}

/** Signing in with a browser, and who authenticates all requests. */
export function signInOf({ settings, store, publicUrl, authenticate, ...options }: SignInOptions) {
  const { idleMinutes, longestHours, oidc } = settings
  const signIns = createSignIns({
    ...store,
    ...options,
    idleSeconds: idleMinutes * 60,
    longestSeconds: longestHours * 3_600,
  })
  return {
    signIns,
    oidc: oidc && createOidcSignIn({ ...options, ...oidc, users: store.users }),
    authenticate: withSessions(authenticate, { signIns, publicUrl }),
    [Symbol.dispose]: () => signIns[Symbol.dispose](),
  }
}
