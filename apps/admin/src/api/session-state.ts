import type { components } from '@gateway/client'

export type Session = components['schemas']['Session']

/** Whether somebody is signed in with this browser. `ended`: somebody was, until just now. */
export type SessionState =
  | { readonly kind: 'signed-in'; readonly session: Session }
  | { readonly kind: 'signed-out'; readonly ended: boolean }

/** Where the cache of answers keeps it. */
export const sessionKey = ['session'] as const
