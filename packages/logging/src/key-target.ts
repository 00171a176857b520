import type { StoredKey } from '@gateway/core'

/** The target that a key is. Of a key that moves to another team, the team it leaves. */
export function keyTarget({ id, alias, teamId }: StoredKey) {
  return {
    kind: 'key',
    id,
    ...(alias === undefined ? {} : { name: alias }),
    ...(teamId === undefined ? {} : { teamId }),
  }
}
