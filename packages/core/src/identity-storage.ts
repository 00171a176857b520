/** The storage ports of teams, users and access groups: who may reach which agents, beside keys. */

import type { AgentGrant } from './agent-grant.ts'
import type { Budget } from './budget.ts'
import type { RateLimits } from './rate-limits.ts'

/** What every entry has. `updatedAt` tells two changes apart. */
export interface StoredEntry {
  readonly id: string
  /** ISO 8601. */
  readonly createdAt: string
  readonly updatedAt: string
  readonly createdBy: string
}

/** A user in a team. An `admin` manages the keys and members of that team, and no other. */
export interface TeamMember {
  readonly userId: string
  readonly role: 'admin' | 'user'
  /** Of all their keys in this team together. Absent: they have none of their own here. */
  readonly budget?: Budget
}

/** What a team may let its members do with keys of their own in it: the routes, as LiteLLM names them. */
export const MEMBER_PERMISSIONS = [
  '/key/info',
  '/key/list',
  '/key/generate',
  '/key/service-account/generate',
  '/key/update',
  '/key/regenerate',
  '/key/block',
  '/key/unblock',
  '/key/delete',
] as const
export type MemberPermission = (typeof MEMBER_PERMISSIONS)[number]

/** A team. Its keys reach what both they and the team are granted. */
export interface StoredTeam extends StoredEntry {
  readonly alias?: string
  readonly members: readonly TeamMember[]
  /** What members may do beside seeing their own keys. Absent: nothing. */
  readonly memberPermissions?: readonly MemberPermission[]
  readonly agents: AgentGrant
  /** Keys of a blocked team are refused. */
  readonly blocked: boolean
  /** Of all its keys together. Absent: it has none. */
  readonly limits?: RateLimits
  readonly budget?: Budget
  readonly metadata?: Readonly<Record<string, unknown>>
}

/** LiteLLM's names: administrator, the same without changing anything, and two who only call. */
export type UserRole = 'proxy_admin' | 'proxy_admin_viewer' | 'internal_user' | 'internal_user_viewer'

/** A user. Their keys reach what both they and the user are granted, and may manage what the user's role may. */
export interface StoredUser extends StoredEntry {
  readonly alias?: string
  readonly email?: string
  readonly role: UserRole
  readonly agents: AgentGrant
  /** A blocked user is refused, with keys, tokens and sessions alike. Absent: is not blocked. */
  readonly blocked?: boolean
  /** Of all their keys together. Absent: they have none. */
  readonly limits?: RateLimits
  readonly budget?: Budget
  readonly metadata?: Readonly<Record<string, unknown>>
}

/** A named group of agents that grants can name. */
export interface StoredAccessGroup extends StoredEntry {
  readonly name: string
  readonly description?: string
  readonly agentIds: readonly string[]
}

/** A page of a list. */
export interface EntryFilter {
  /** 0-based. */
  readonly offset: number
  readonly limit: number
}

export interface TeamFilter extends EntryFilter {
  /** Only teams that this user is in. */
  readonly memberId?: string | undefined
}

export interface UserFilter extends EntryFilter {
  readonly role?: UserRole | undefined
  readonly email?: string | undefined
}

export interface EntryPage<Entry> {
  readonly entries: readonly Entry[]
  /** How many match in all, whatever the page. */
  readonly total: number
}

/** Teams, users or access groups. */
export interface EntryStore<Entry extends StoredEntry, Filter extends EntryFilter = EntryFilter> {
  get(id: string): Promise<Entry | undefined>
  /** Newest first. */
  list(filter: Filter): Promise<EntryPage<Entry>>
  /**
   * Rejects with a `CONFLICT` GatewayError when the id, or an access group of that name, exists, and when a team of that id
   * was deleted: its tasks and records are still there, and are not those of another.
   */
  insert(entry: Entry): Promise<void>
  /** Replaces the entry, unless it has changed since it was read as `before`: then, or when it is gone, `false`. */
  update(entry: Entry, before: Entry): Promise<boolean>
  /** Deletes it; a team or user with all of its keys, at once. With `before`: unless it has changed since. */
  delete(id: string, before?: Entry): Promise<boolean>
}

export type TeamStore = EntryStore<StoredTeam, TeamFilter>
export interface UserStore extends EntryStore<StoredUser, UserFilter> {
  /** Whether there was a user of this id who has been deleted, also where there is one again. */
  wasDeleted(id: string): Promise<boolean>
}
export type AccessGroupStore = EntryStore<StoredAccessGroup>
