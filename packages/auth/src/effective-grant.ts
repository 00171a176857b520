import type { AgentGrant, StoredAccessGroup, StoredKey, StoredTeam, StoredUser } from '@gateway/core'

/** What decides which agents a key reaches: itself, its team, its user, and the access groups that their grants name. */
export interface GrantSources {
  readonly key: StoredKey
  readonly team?: StoredTeam | undefined
  readonly user?: StoredUser | undefined
  readonly groups: ReadonlyMap<string, StoredAccessGroup>
  /** Which of its owners the key names and the store has not got. */
  readonly missing?: 'team' | 'user' | undefined
}

/** A grant with its access groups replaced by the agents that are in them now. A group that is gone grants nothing. */
export function resolveGrant(grant: AgentGrant, groups: GrantSources['groups']): AgentGrant {
  if (grant.access !== 'selected' || grant.groupIds === undefined) return grant
  const inGroups = grant.groupIds.flatMap((id) => groups.get(id)?.agentIds ?? [])
  return { access: 'selected', agentIds: [...new Set([...grant.agentIds, ...inGroups])] }
}

/** What two grants have in common. Both are resolved. */
export function intersectGrants(left: AgentGrant, right: AgentGrant): AgentGrant {
  if (left.access === 'none' || right.access === 'all') return left
  if (right.access === 'none' || left.access === 'all') return right
  const other = new Set(right.agentIds)
  return { access: 'selected', agentIds: left.agentIds.filter((id) => other.has(id)) }
}

/** The ids of the access groups that any of these grants names. */
export function groupIdsOf(grants: readonly (AgentGrant | undefined)[]): readonly string[] {
  return [...new Set(grants.flatMap((grant) => (grant?.access === 'selected' ? (grant.groupIds ?? []) : [])))]
}

/** What a key reaches in the end: the intersection of its own grant, its team's and its user's. */
export function effectiveGrant({ key, team, user, groups }: GrantSources): AgentGrant {
  return [team?.agents, user?.agents].reduce<AgentGrant>(
    (grant, next) => (next === undefined ? grant : intersectGrants(grant, resolveGrant(next, groups))),
    resolveGrant(key.agents, groups),
  )
}
