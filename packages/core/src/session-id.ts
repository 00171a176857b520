import { createHash } from 'node:crypto'
import type { Owner } from './caller.ts'

/**
 * The name of a conversation towards an agent, in place of the contextId that its caller knows: two owners who chose the
 * same contextId never share a conversation, and nobody can guess another's. The same owner, agent and contextId always
 * give the same id, in the shape of a UUID.
 */
export function sessionIdOf(owner: Owner, agentId: string, contextId: string): string {
  const scope =
    owner.teamId !== undefined
      ? ['team', owner.teamId]
      : owner.userId !== undefined
        ? ['user', owner.userId]
        : ['key', owner.keyId]
  const hex = createHash('sha256')
    .update(JSON.stringify([...scope, agentId, contextId]))
    .digest('hex')
  // Version 8 and the RFC 9562 variant: agents that check for a UUID accept it.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
