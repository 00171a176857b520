import type { AgentGrant, StoredKey } from '@gateway/core'

/** What stands in for a key where somebody has none, but a token or a browser that is signed in: nothing is stored of it. */
export function keylessKey({
  keyId,
  userId,
  teamId,
  agents,
}: {
  readonly keyId: string
  readonly userId: string | undefined
  readonly teamId: string | undefined
  readonly agents: AgentGrant
}): StoredKey {
  const time = new Date(0).toISOString()
  return {
    id: keyId,
    name: 'keyless',
    ...(userId === undefined ? {} : { userId }),
    ...(teamId === undefined ? {} : { teamId }),
    agents,
    blocked: false,
    createdAt: time,
    updatedAt: time,
    createdBy: 'keyless',
  }
}
