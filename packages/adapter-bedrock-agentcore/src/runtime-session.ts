import { createHash } from 'node:crypto'
import type { Owner } from '@gateway/core'

/** The runtime's session of a conversation: 68 characters that a header can carry (33 to 256 are asked for) and nobody can guess. */
export function runtimeSessionId(sessionId: string): string {
  return `a2a-${createHash('sha256').update(sessionId).digest('hex')}`
}

/** Longest `runtimeUserId` that the service takes. */
const LONGEST_USER = 1024

/** On whose behalf a runtime is called. A name that no header can carry goes as its hash. */
export function runtimeUserId({ userId, teamId, keyId }: Owner): string {
  const name = userId ?? teamId ?? keyId
  if (/^[\x21-\x7e]+$/.test(name) && name.length <= LONGEST_USER) return name
  return createHash('sha256').update(name).digest('hex')
}
