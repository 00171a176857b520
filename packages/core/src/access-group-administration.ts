import type { ChangeCondition } from './change-condition.ts'
import type { EntryFilter, StoredAccessGroup } from './identity-storage.ts'

/** What can be said of an access group. A member that is absent stays as it is; `null` takes it away. */
export interface AccessGroupChange {
  readonly name?: string
  readonly description?: string | null
  /** Ids or names of agents. */
  readonly agents?: readonly string[]
}

/** Named groups of agents. Who is granted a group reaches what is in it when they ask. */
export interface AccessGroupAdministration {
  create(change: AccessGroupChange & { readonly name: string }, createdBy: string): Promise<StoredAccessGroup>
  /** By id or name. Rejects with NOT_FOUND. */
  info(idOrName: string): Promise<StoredAccessGroup>
  /** All of them, newest first. */
  list(): Promise<readonly StoredAccessGroup[]>
  /** Newest first, by page. */
  page(filter: EntryFilter): Promise<readonly StoredAccessGroup[]>
  update(idOrName: string, change: AccessGroupChange, condition?: ChangeCondition): Promise<StoredAccessGroup>
  /** A grant that names it grants nothing through it from then on, also when another is made under its name. */
  delete(idOrName: string, condition?: ChangeCondition): Promise<StoredAccessGroup>
}
