import type { EffectiveGrant } from './agent-grant.ts'
import type { BudgetChange } from './budget.ts'
import type { Caller } from './caller.ts'
import type { ChangeCondition } from './change-condition.ts'
import type { KeyRotationChange } from './key-rotation.ts'
import type { KeyScope } from './key-scope.ts'
import type { RateLimitsChange } from './rate-limits.ts'
import type { KeyFilter, KeyPage, StoredKey } from './storage.ts'
import type { GrantChange, RestrictionsChange } from './team-administration.ts'

/** What can be said of a key. A member that is absent stays as it is; `null` takes it away. */
export interface KeyChange {
  readonly alias?: string | null
  readonly userId?: string | null
  readonly teamId?: string | null
  /** Id or name of the agent that calls with it. */
  readonly agentId?: string | null
  /** All of them. */
  readonly tags?: readonly string[]
  /** All of them; none: it is for everything. */
  readonly scopes?: readonly KeyScope[]
  /** From now, such as `30d`; `null`: it never expires. */
  readonly duration?: string | null
  readonly agents?: GrantChange
  readonly restrictions?: RestrictionsChange
  /** A grant that is asked for goes no further than this. */
  readonly within?: EffectiveGrant
  readonly blocked?: boolean
  readonly limits?: RateLimitsChange
  readonly rotation?: KeyRotationChange
  readonly budget?: BudgetChange
  readonly metadata?: Readonly<Record<string, unknown>>
}

/** A key whose secret is known by its SHA-256 in hex alone. */
export interface AdoptedKey extends Omit<KeyChange, 'duration'> {
  readonly hash: string
  readonly name: string
  readonly expiresAt?: string
}

export interface KeyAdministration {
  /** Makes a key and tells it, this once. `key`: the caller's own choice, at least 16 characters, starting with `sk-`. */
  generate(
    change: KeyChange & { readonly key?: string },
    createdBy: string,
  ): Promise<{ key: string; stored: StoredKey }>
  /**
   * Makes a key of which only the hash is known, as that of another gateway: who has the key goes on with it. `name`: what
   * it is recognised by; `expiresAt`: ISO 8601. CONFLICT where there is such a key.
   */
  adopt(key: AdoptedKey, createdBy: string): Promise<StoredKey>
  /**
   * Gives a key another secret, told this once, and changes it. Secrets before it end after `grace` (such as `48h`;
   * default: at once). `key`: the caller's own choice, as for `generate`. Rejects with PERMISSION_DENIED where the key
   * reaches further than `within`.
   */
  regenerate(
    keyOrHash: string,
    change: KeyChange & { readonly key?: string; readonly grace?: string },
  ): Promise<{ key: string; stored: StoredKey }>
  /**
   * The same by the holder of a key with `rotation`, who calls with its secret. Done once for each secret: rejects with
   * CONFLICT when the caller's has been replaced, unless by the very `key` that is asked for.
   */
  rotate(caller: Caller, change: { readonly key?: string }): Promise<{ key: string; stored: StoredKey }>
  /** By the key itself, its id, or the hash of any of its secrets. Rejects with NOT_FOUND. */
  info(keyOrHash: string): Promise<StoredKey>
  list(filter: KeyFilter): Promise<KeyPage>
  update(keyOrHash: string, change: KeyChange, condition?: ChangeCondition): Promise<StoredKey>
  delete(keyOrHash: string, condition?: ChangeCondition): Promise<StoredKey>
}
