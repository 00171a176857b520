/** The storage ports: what the layers above need of a database. `@gateway/store` implements them. */

import type { AgentCard } from './agent-card.ts'
import type { AgentGrant } from './agent-grant.ts'
import type { AgentStore } from './agent-storage.ts'
import type { AlertStore } from './alert-storage.ts'
import type { AuditStore } from './audit-log.ts'
import type { Budget } from './budget.ts'
import type { BudgetStore } from './budget-storage.ts'
import type { Owner } from './caller.ts'
import type { IdempotencyStore } from './idempotency-storage.ts'
import type { AccessGroupStore, TeamStore, UserStore } from './identity-storage.ts'
import type { FoundSecret, KeyRotation } from './key-rotation.ts'
import type { KeyScope } from './key-scope.ts'
import type { Task, TaskState } from './protocol.ts'
import type { RateLimits } from './rate-limits.ts'
import type { RecordStore } from './record-storage.ts'
import type { RepairStore } from './repair-storage.ts'
import type { RunStore } from './run-storage.ts'
import type { SignInStore } from './sign-in-storage.ts'
import type { UsageStore } from './usage-storage.ts'

/** The card last found for an agent (also one from the file), so that a restart serves it at once. */
export interface StoredCard {
  readonly agentId: string
  readonly card: AgentCard
  readonly fetchedAt: string
}

export interface CardStore {
  /** Of one agent, or of all. */
  list(agentId?: string): Promise<readonly StoredCard[]>
  put(card: StoredCard): Promise<void>
  delete(agentId: string): Promise<void>
}

/** That an administrator has stopped an agent (also one from the file). */
export interface StoredStop {
  readonly agentId: string
  /** For callers: why. */
  readonly reason: string
  /** ISO 8601. */
  readonly since: string
  /** Whether what ran was ended. */
  readonly cancel: boolean
}

export interface StopStore {
  list(): Promise<readonly StoredStop[]>
  put(stop: StoredStop): Promise<void>
  delete(agentId: string): Promise<void>
}

/** That a gateway has found an upstream of an agent down, so that others need not find out for themselves. */
export interface StoredOutage {
  readonly agentId: string
  readonly upstream: string
  readonly reason: string
  /** ISO 8601: since when, and when it is tried again. */
  readonly since: string
  readonly until: string
  /** It said itself for how long it takes no calls. */
  readonly asked: boolean
}

export interface OutageStore {
  /** Of one agent. */
  list(agentId: string): Promise<readonly StoredOutage[]>
  put(outage: StoredOutage): Promise<void>
  delete(agentId: string, upstream: string): Promise<void>
}

/** A virtual key. Its secret is never stored: `id` is the SHA-256 in hex of its first one, and stays when that is replaced. */
export interface StoredKey {
  readonly id: string
  /** `sk-…` with the last four characters, to recognise it. */
  readonly name: string
  readonly alias?: string
  readonly userId?: string
  readonly teamId?: string
  /** The id of the agent that calls with it, whoever its user or team is. */
  readonly agentId?: string
  /** For sorting calls by: of every call with it, and what it can be listed by. Each once. */
  readonly tags?: readonly string[]
  /** Absent: it is for everything. */
  readonly scopes?: readonly KeyScope[]
  readonly agents: AgentGrant
  readonly blocked: boolean
  /** Absent: it has none. */
  readonly limits?: RateLimits
  readonly budget?: Budget
  /** ISO 8601; absent: never. */
  readonly expiresAt?: string
  /** Absent: its secret was never replaced, and need not be. */
  readonly rotation?: KeyRotation
  readonly metadata?: Readonly<Record<string, unknown>>
  readonly createdAt: string
  readonly updatedAt: string
  readonly createdBy: string
}

export interface KeyPage {
  readonly keys: readonly StoredKey[]
  readonly total: number
}

export interface KeyFilter {
  readonly userId?: string
  readonly teamId?: string
  readonly alias?: string
  readonly agentId?: string
  readonly tag?: string
  /** 0-based. */
  readonly offset: number
  readonly limit: number
}

export interface KeyStore {
  get(id: string): Promise<StoredKey | undefined>
  /** The key of a secret, by the secret's SHA-256 in hex; also of one that has ended. As fast with many keys as with few. */
  findSecret(hash: string): Promise<FoundSecret | undefined>
  /** Newest first. */
  list(filter: KeyFilter): Promise<KeyPage>
  /** Rejects with a `CONFLICT` GatewayError when the key, or a key of that alias, exists. Its id is its secret's hash. */
  insert(key: StoredKey): Promise<void>
  /**
   * As `update`, with another secret: those before end at `formerUntil` (ISO 8601), unless they end earlier. Rejects with
   * a `CONFLICT` GatewayError when the secret is, or was, one of any key. Forgets former secrets but the first that ended
   * over 30 days before, and of more than 100 those that end first.
   */
  rotate(
    key: StoredKey,
    before: StoredKey,
    secret: { readonly hash: string; readonly formerUntil: string },
  ): Promise<boolean>
  /** Replaces the key, unless it has changed since it was read as `before`: then, or when it is gone, `false`. */
  update(key: StoredKey, before: StoredKey): Promise<boolean>
  /** With `before`: unless it has changed since. */
  delete(id: string, before?: StoredKey): Promise<boolean>
}

/** What the gateway knows of a task that an agent holds. `task` is the assembled answer so far. */
export interface TaskEntry {
  readonly agentId: string
  readonly taskId: string
  readonly owner: Owner
  /** As the caller knows it, and as the upstream does (they differ where a caller made up its own). */
  readonly contextId: string
  readonly upstreamContextId: string
  readonly upstream: string
  readonly state: TaskState
  /** ISO 8601, UTC, with milliseconds: ordering is textual. */
  readonly statusTimestamp: string
  readonly createdAt: string
  readonly task: Task
}

export interface TaskListFilter {
  readonly agentId: string
  readonly owner: Owner
  readonly contextId?: string
  readonly state?: TaskState
  /** Status at or after this time, ISO 8601. */
  readonly statusTimestampAfter?: string
  /** Only what comes after this place in the order. */
  readonly after?: { readonly statusTimestamp: string; readonly taskId: string }
  readonly limit: number
}

/** A task that an agent works at, and whose it is. */
export type WorkingTask = Pick<TaskEntry, 'taskId' | 'owner'>

export interface TaskEntryPage {
  readonly entries: readonly TaskEntry[]
  /** How many match in all, whatever the page. */
  readonly total: number
}

/** A context that a caller has used with an agent. */
export interface ContextEntry {
  readonly agentId: string
  readonly owner: Owner
  readonly contextId: string
  readonly upstreamContextId: string
  readonly upstream: string
}

export interface TaskStore {
  /**
   * Inserts or replaces, by (agentId, taskId). Owner, contexts, upstream and createdAt of an existing entry stay as they
   * are; one that the new entry's owner may not see (`owns`) stays whole, as when an agent gives an id a second time.
   */
  put(entries: readonly TaskEntry[]): Promise<void>
  get(agentId: string, taskId: string): Promise<TaskEntry | undefined>
  /** What `owner` may see (`owns`), by status timestamp, newest first, then task id descending. */
  list(filter: TaskListFilter): Promise<TaskEntryPage>
  /**
   * What an agent works at (SUBMITTED or WORKING), whoever owns it: the newest, at most `limit`. Rarely asked, so that no
   * index is kept for it.
   */
  listWorking(agentId: string, limit: number): Promise<readonly WorkingTask[]>
  /** Puts a context in the place of the one of that (agentId, contextId, owner): it goes on at another upstream. */
  moveContext(entry: ContextEntry): Promise<void>
  /** Inserts; an existing (agentId, contextId, owner) stays as it is. */
  putContexts(entries: readonly ContextEntry[]): Promise<void>
  /** The context of that name that `owner` may use: one that was put, else that of a task. The owner's own comes first. */
  getContext(agentId: string, contextId: string, owner: Owner): Promise<ContextEntry | undefined>
}

/** Small facts about the installation, such as the hash of the master key. */
export interface SettingStore {
  get(name: string): Promise<string | undefined>
  put(name: string, value: string): Promise<void>
}

/**
 * What changed: caches drop what they hold of it. `card`, `repair`, `stop`, `outage` and `agent` carry the agent's id, `key`, `team`, `user`,
 * `access-group` and `sign-in` their own. `task`
 * carries the id of a task whose run somebody asked to be canceled.
 */
export interface Change {
  readonly kind:
    | 'agent'
    | 'key'
    | 'card'
    | 'repair'
    | 'stop'
    | 'outage'
    | 'task'
    | 'team'
    | 'user'
    | 'access-group'
    | 'sign-in'
  readonly id: string
}

/** Everything a gateway keeps. Every write to agents, keys, teams, users, access groups, cards, repairs, stops and outages is announced to every gateway on the same database within one second. */
export interface Store extends AsyncDisposable {
  readonly agents: AgentStore
  readonly cards: CardStore
  readonly repairs: RepairStore
  readonly stops: StopStore
  readonly outages: OutageStore
  readonly keys: KeyStore
  readonly teams: TeamStore
  readonly users: UserStore
  readonly accessGroups: AccessGroupStore
  readonly signIns: SignInStore
  readonly budgets: BudgetStore
  readonly alerts: AlertStore
  readonly tasks: TaskStore
  readonly runs: RunStore
  readonly records: RecordStore
  readonly usage: UsageStore
  readonly audit: AuditStore
  readonly settings: SettingStore
  readonly idempotency: IdempotencyStore
  /** Calls back for each change, also those made by this process. Returns how to stop. */
  onChange(listener: (change: Change) => void): () => void
  /** Bytes of the file that hold something; `undefined` of databases that tell none, or are not in a file. */
  usedBytes(): Promise<number | undefined>
  /** Rejects when the database does not answer. */
  ping(): Promise<void>
}
