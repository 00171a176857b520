import type { Caller } from '@gateway/core'
import type { Headers } from './credential.ts'
import type { Authenticator } from './key-authenticator.ts'

/**
 * Authenticates one kind of credential. `undefined`, and at once: the request carries none of that kind. One that it does
 * carry is decided here, and by nobody else: throws (or rejects with) UNAUTHENTICATED, saying why.
 */
export type KindAuthenticator = (headers: Headers) => Caller | Promise<Caller> | undefined

/** The authenticator of several kinds of credentials: each is asked in turn, `last` decides over everything else. */
export function firstOf(kinds: readonly KindAuthenticator[], last: Authenticator): Authenticator {
  if (kinds.length === 0) return last
  return (headers) => {
    for (const authenticate of kinds) {
      const caller = authenticate(headers)
      if (caller !== undefined) return caller
    }
    return last(headers)
  }
}
