import type { AuditEntry } from './audit-query.ts'

const KINDS = { file: 'gateway.yaml', gateway: 'The gateway itself', anonymous: 'Nobody who is known' } as const

/** Who did something: a person, else the key with which it was done. */
export function actorName(actor: AuditEntry['actor']): string {
  if (actor.kind !== 'caller') return KINDS[actor.kind]
  const named = [actor.userId, actor.keyAlias, actor.keyId].find((name) => typeof name === 'string')
  return typeof named === 'string' ? named : 'A key'
}
