import type { AgentGrant, EffectiveGrant, StoredAccessGroup, StoredKey, StoredTeam, StoredUser } from '@gateway/core'
import { EVERYWHERE } from '@gateway/core'
import { effectiveRules } from './effective-rules.ts'
import { ReachedAgents } from './reached-agents.ts'

/** What decides which agents a key reaches: itself, its team, its user, and the access groups that their grants name. */
export interface GrantSources {
  readonly key: StoredKey
  readonly team?: StoredTeam | undefined
  readonly user?: StoredUser | undefined
  readonly groups: ReadonlyMap<string, StoredAccessGroup>
  /** Which of its owners the key names and the store has not got. */
  readonly missing?: 'team' | 'user' | undefined
  /** What is kept of the grants of teams and users. */
  readonly reached?: ReachedAgents | undefined
}

/** The ids of the access groups that any of these grants names. */
export function groupIdsOf(grants: readonly (AgentGrant | undefined)[]): readonly string[] {
  return [...new Set(grants.flatMap((grant) => (grant?.access === 'selected' ? (grant.groupIds ?? []) : [])))]
}

/** What several grants have in common, and what they are narrowed to together. */
export function commonGrant(
  grants: readonly AgentGrant[],
  groups: GrantSources['groups'],
  reached = new ReachedAgents(),
): EffectiveGrant {
  const rules = effectiveRules(grants)
  const narrowed = rules === undefined ? {} : { rules }
  if (grants.some(({ access }) => access === 'none')) return { access: 'none' }
  const sets = grants.flatMap((grant) => reached.by(grant, groups) ?? [])
  const [fewest, ...others] = sets.sort((one, other) => one.size - other.size)
  if (fewest === undefined) return { access: 'all', ...narrowed }
  const isCommon = (id: string) => others.every((other) => other.has(id))
  const agentIds = others.length === 0 ? fewest : new Set([...fewest].filter(isCommon))
  return { access: 'selected', agentIds, ...narrowed }
}

/**
 * As much of a grant as lies within another, to be stored. Where it has to be cut its groups become the agents that are in
 * them now.
 */
export function grantWithin(grant: AgentGrant, most: EffectiveGrant, groups: GrantSources['groups']): AgentGrant {
  if (most.access === 'all' && most.rules === undefined) return grant
  const common = commonGrant([grant, storedForm(most)], groups)
  // All that is asked for: groups stay groups.
  return most.access === 'all' ? { ...grant, ...restrictionsIn(common) } : storedForm(common)
}

function storedForm(grant: EffectiveGrant): AgentGrant {
  const narrowed = restrictionsIn(grant)
  if (grant.access !== 'selected') return { access: grant.access, ...narrowed }
  return { access: 'selected', agentIds: [...grant.agentIds], ...narrowed }
}

function restrictionsIn({ rules }: EffectiveGrant): Pick<AgentGrant, 'restrictions'> {
  if (rules === undefined) return {}
  const all = [...(rules.everywhere === undefined ? [] : [[EVERYWHERE, rules.everywhere] as const]), ...rules.at]
  const restrictions = all.map(([id, { operations, skills }]) => [
    id,
    { ...(operations && { operations: [...operations] }), ...(skills && { skills: [...skills] }) },
  ])
  return { restrictions: Object.fromEntries(restrictions) }
}

/** What a key reaches in the end: the intersection of its own grant, its team's and its user's. */
export function effectiveGrant({ key, team, user, groups, reached }: GrantSources): EffectiveGrant {
  const grants = [key.agents, team?.agents, user?.agents].flatMap((grant) => (grant === undefined ? [] : [grant]))
  return commonGrant(grants, groups, reached)
}
