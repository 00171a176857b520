/** The port of the audit log: who changed what of the gateway's management, and who tried to. */

import type { Caller } from './caller.ts'
import type { JsonObject } from './json.ts'

/**
 * Who acted. `caller`: somebody with a credential. `file`: the configuration file. `gateway`: the gateway itself, such as
 * at its start. `anonymous`: somebody who could not say who they are.
 */
export type AuditActor =
  | ({ readonly kind: 'caller' } & Pick<Caller, 'keyId' | 'keyAlias' | 'userId' | 'teamId' | 'role'>)
  | { readonly kind: 'file' }
  | { readonly kind: 'gateway' }
  | { readonly kind: 'anonymous' }

/** What a change was made to. */
export interface AuditTarget {
  /** Such as `key`, `team` or `agent`; of an attempt that was refused, `route`. */
  readonly kind: string
  readonly id: string
  /** What people know it by: an alias or a name. */
  readonly name?: string
  /** The team that it belonged to, or is: whose admins may see the entry. */
  readonly teamId?: string
}

/** One change, or one attempt that was refused. It holds no secrets: `before` and `after` are what answers show. */
export interface AuditEntry {
  /** UUIDv7: ids sort in the order of the entries of one gateway. */
  readonly id: string
  /** ISO 8601, UTC, with milliseconds. */
  readonly time: string
  readonly actor: AuditActor
  /** The caller's address. */
  readonly address?: string
  readonly requestId?: string
  /** Kind and verb, such as `key.create`. */
  readonly action: string
  readonly target: AuditTarget
  /** Absent where there was nothing before. */
  readonly before?: JsonObject
  /** Absent where there is nothing after. */
  readonly after?: JsonObject
  readonly outcome: 'done' | 'refused'
  /** Why it was refused. */
  readonly reason?: string
}

/** Members that are absent do not narrow. */
export interface AuditFilter {
  /** Key id, key alias or user id of who acted; also `file`, `gateway` and `anonymous`. */
  readonly actor?: string
  /** The whole action, or its kind alone: `key` finds `key.create` and `key.delete`. */
  readonly action?: string
  readonly outcome?: AuditEntry['outcome']
  readonly targetKind?: string
  /** Id or name of the target. */
  readonly target?: string
  /** The target's team. */
  readonly teamId?: string
  /** ISO 8601; inclusive from, exclusive to. */
  readonly from?: string
  readonly to?: string
  /** What stands anywhere in the entry, in upper or lower case of ASCII. */
  readonly text?: string
  /** Only entries with a lesser id. */
  readonly before?: string
  readonly limit: number
}

/** Entries are only ever added: nothing here changes or deletes one, and the database refuses it. */
export interface AuditStore {
  append(entries: readonly AuditEntry[]): Promise<void>
  /**
   * Runs one write to this store and appends the entries with it: in a database in the transaction of the write, so that
   * neither is without the other. What resolves with `false`, or rejects, has changed nothing and appends nothing.
   */
  during<Result>(entries: readonly AuditEntry[], write: () => Promise<Result>): Promise<Result>
  /** Newest first. */
  list(filter: AuditFilter): Promise<readonly AuditEntry[]>
}
