import type { Owner } from '@gateway/core'

/**
 * Who may see what an owner has made, as one text: the team, else the user, else the key (the rule of `owns`). One
 * indexed column answers all three branches.
 */
export function scopeOf(owner: Owner): string {
  if (owner.teamId !== undefined) return `team:${owner.teamId}`
  if (owner.userId !== undefined) return `user:${owner.userId}`
  return `key:${owner.keyId}`
}

/** Every scope that someone may see: `visibleScopes(asking)` includes `scopeOf(owner)` exactly when `owns(asking, owner)`. The scope of what they make themselves stands first. */
export function visibleScopes(asking: Owner): readonly [string, ...string[]] {
  const key = `key:${asking.keyId}`
  const user = asking.userId === undefined ? undefined : `user:${asking.userId}`
  if (asking.teamId === undefined) return user === undefined ? [key] : [user, key]
  return user === undefined ? [`team:${asking.teamId}`, key] : [`team:${asking.teamId}`, user, key]
}
