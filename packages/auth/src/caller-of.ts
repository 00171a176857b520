import type { Caller, UserRole } from '@gateway/core'
import { callerRoleOf } from './caller-role.ts'
import { callerBudgets, memberBudget } from './changed-budget.ts'
import { callerLimits } from './changed-limits.ts'
import { effectiveGrant, type GrantSources } from './effective-grant.ts'

/** Who calls, made of what decides over a key. `role` stands in for that of its user. */
export function callerOf(sources: GrantSources, role?: UserRole): Caller {
  const { key, team, user } = sources
  const limits = callerLimits({ key: key.limits, team: team?.limits, user: user?.limits })
  const budgets = callerBudgets({
    key: key.budget,
    team: team?.budget,
    user: user?.budget,
    member: memberBudget(team, key.userId),
  })
  return {
    keyId: key.id,
    ...(key.alias === undefined ? {} : { keyAlias: key.alias }),
    ...(key.userId === undefined ? {} : { userId: key.userId }),
    ...(key.teamId === undefined ? {} : { teamId: key.teamId }),
    ...(key.agentId === undefined ? {} : { agentId: key.agentId }),
    ...(key.tags === undefined ? {} : { tags: key.tags }),
    ...(key.scopes === undefined ? {} : { scopes: key.scopes }),
    ...(keepsNoContent(key, team, user) ? { content: false } : {}),
    role: callerRoleOf(role ?? user?.role ?? 'internal_user'),
    agents: effectiveGrant(sources),
    ...(limits === undefined ? {} : { limits }),
    ...(budgets === undefined ? {} : { budgets }),
  }
}

type Described = { readonly metadata?: Readonly<Record<string, unknown>> } | undefined

/** What nobody may read in the records: LiteLLM has a switch of this name. */
const keepsNoContent = (...described: readonly Described[]) =>
  described.some((each) => each?.metadata?.turn_off_message_logging === true)
