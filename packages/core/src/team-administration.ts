import type { AgentRestrictions } from './agent-grant.ts'
import type { BudgetChange } from './budget.ts'
import type { ChangeCondition } from './change-condition.ts'
import type {
  EntryFilter,
  EntryPage,
  MemberPermission,
  StoredTeam,
  TeamFilter,
  TeamMember,
} from './identity-storage.ts'
import type { RateLimitsChange } from './rate-limits.ts'
import type { StoredKey } from './storage.ts'

/** Ids or names of agents, and where there are any of access groups; `all`; `none`. */
export type GrantChange =
  | 'all'
  | 'none'
  | readonly string[]
  | { readonly agents: readonly string[]; readonly groups: readonly string[] }

/** What the grant is narrowed to, in place of what it was: by the id or name of an agent, or `*` for all. None: nothing. */
export type RestrictionsChange = AgentRestrictions

/** What can be said of a team. A member that is absent stays as it is; `null` takes it away. */
export interface TeamChange {
  readonly alias?: string | null
  readonly agents?: GrantChange
  readonly restrictions?: RestrictionsChange
  readonly blocked?: boolean
  readonly memberPermissions?: readonly MemberPermission[]
  readonly limits?: RateLimitsChange
  readonly budget?: BudgetChange
  readonly metadata?: Readonly<Record<string, unknown>>
}

/** What can be said of a member. A budget that is absent stays as it is; its members are changed one by one. */
export interface TeamMemberChange extends Omit<TeamMember, 'budget'> {
  readonly budget?: BudgetChange | undefined
}

/** Teams and their members. Whoever is named as a member and is not known yet becomes a user. */
export interface TeamAdministration {
  /** Without `id` it gets one; without a grant its keys reach nothing. */
  create(
    change: TeamChange & { readonly id?: string; readonly members?: readonly TeamMemberChange[] },
    createdBy: string,
  ): Promise<StoredTeam>
  /** Rejects with NOT_FOUND. */
  info(id: string): Promise<StoredTeam>
  /** The team of that id, if there is one. */
  find(id: string): Promise<StoredTeam | undefined>
  /** Newest first, by page. */
  list(filter: TeamFilter): Promise<EntryPage<StoredTeam>>
  /** All of them, newest first. */
  all(filter: Omit<TeamFilter, keyof EntryFilter>): Promise<readonly StoredTeam[]>
  update(id: string, change: TeamChange, condition?: ChangeCondition): Promise<StoredTeam>
  /** Deletes teams with all of their keys. All are looked up before the first goes; a `condition` is asked of each. */
  delete(ids: readonly string[], condition?: ChangeCondition): Promise<readonly string[]>
  /** Adds members, or gives them another role or budget. */
  addMembers(id: string, members: readonly TeamMemberChange[], createdBy: string): Promise<StoredTeam>
  /** Rejects with NOT_FOUND when the user is no member. Their keys of this team go with the membership. */
  removeMember(id: string, userId: string): Promise<StoredTeam>
  /** Every key of the team. */
  keys(id: string): Promise<readonly StoredKey[]>
}
