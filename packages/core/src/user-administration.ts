import type { BudgetChange } from './budget.ts'
import type { ChangeCondition } from './change-condition.ts'
import type { EntryPage, StoredTeam, StoredUser, UserFilter, UserRole } from './identity-storage.ts'
import type { RateLimitsChange } from './rate-limits.ts'
import type { StoredKey } from './storage.ts'
import type { GrantChange, RestrictionsChange } from './team-administration.ts'

/** What can be said of a user. A member that is absent stays as it is; `null` takes it away. */
export interface UserChange {
  readonly alias?: string | null
  readonly email?: string | null
  readonly role?: UserRole
  readonly blocked?: boolean
  readonly agents?: GrantChange
  readonly restrictions?: RestrictionsChange
  readonly limits?: RateLimitsChange
  readonly budget?: BudgetChange
  readonly metadata?: Readonly<Record<string, unknown>>
}

/** Users, with their roles and what they narrow their keys to. */
export interface UserAdministration {
  /** Without `id` it gets one; without a role it only calls; without a grant it narrows nothing. */
  create(change: UserChange & { readonly id?: string }, createdBy: string): Promise<StoredUser>
  /** Rejects with NOT_FOUND. */
  info(id: string): Promise<StoredUser>
  /** Newest first, by page. */
  list(filter: UserFilter): Promise<EntryPage<StoredUser>>
  update(id: string, change: UserChange, condition?: ChangeCondition): Promise<StoredUser>
  /** Deletes users with their keys and memberships. All are looked up before the first goes; a `condition` is asked of each. */
  delete(ids: readonly string[], condition?: ChangeCondition): Promise<readonly string[]>
  /** The teams that the user is in. */
  teams(id: string): Promise<readonly StoredTeam[]>
  /** Every key of the user. */
  keys(id: string): Promise<readonly StoredKey[]>
}
