import type { EffectiveGrant } from './agent-grant.ts'
import type { RateLimitsChange } from './rate-limits.ts'
import type { KeyFilter, KeyPage, StoredKey } from './storage.ts'
import type { GrantChange, RestrictionsChange } from './team-administration.ts'

/** What can be said of a key. A member that is absent stays as it is; `null` takes it away. */
export interface KeyChange {
  readonly alias?: string | null
  readonly userId?: string | null
  readonly teamId?: string | null
  /** From now, such as `30d`; `null`: it never expires. */
  readonly duration?: string | null
  readonly agents?: GrantChange
  readonly restrictions?: RestrictionsChange
  /** A grant that is asked for goes no further than this. */
  readonly within?: EffectiveGrant
  readonly blocked?: boolean
  readonly limits?: RateLimitsChange
  readonly metadata?: Readonly<Record<string, unknown>>
}

export interface KeyAdministration {
  /** Makes a key and tells it, this once. `key`: the caller's own choice, at least 16 characters, starting with `sk-`. */
  generate(
    change: KeyChange & { readonly key?: string },
    createdBy: string,
  ): Promise<{ key: string; stored: StoredKey }>
  /** By the key itself or its hash. Rejects with NOT_FOUND. */
  info(keyOrHash: string): Promise<StoredKey>
  list(filter: KeyFilter): Promise<KeyPage>
  update(keyOrHash: string, change: KeyChange): Promise<StoredKey>
  delete(keyOrHash: string): Promise<StoredKey>
}
