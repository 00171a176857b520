import type { AgentGrant, EffectiveGrant } from './agent-grant.ts'
import type { CallerBudgets } from './budget.ts'
import type { CallerSecret } from './key-rotation.ts'
import type { KeyScope } from './key-scope.ts'
import type { CallerLimits } from './rate-limits.ts'

/** Who is calling, as an `Authenticator` found it. */
export interface Caller {
  /**
   * The id of the key: the hash of its first secret. `master` for the master key. `jwt:` and a hash for who comes with
   * a token: the same for all tokens of one subject of one issuer. `user:` and the user's id for who is signed in without a key.
   */
  readonly keyId: string
  readonly keyAlias?: string
  readonly userId?: string
  readonly teamId?: string
  /** The id of the agent that calls, where the key is one's. */
  readonly agentId?: string
  /** Of the key: what its calls are sorted by. */
  readonly tags?: readonly string[]
  /** `false`: nothing is kept of what its calls say, by order of its key, its team or its user. */
  readonly content?: false
  /** What the key is for; absent: everything. */
  readonly scopes?: readonly KeyScope[]
  /** Of the key's user: `admin` manages the gateway, `admin-viewer` reads all that an admin may; the others only call. */
  readonly role: 'admin' | 'admin-viewer' | 'member' | 'viewer'
  /** What is left of the key's grant after its team's and its user's. */
  readonly agents: EffectiveGrant
  /** How much the key, its team and its user may ask for; absent where none of them is limited. */
  readonly limits?: CallerLimits
  /** Absent where the secret neither has to be replaced nor has been. */
  readonly secret?: CallerSecret
  /** Milliseconds since the epoch: nobody is this caller from then on. Absent: no end is set. */
  readonly endsAt?: number
  /** How much may be spent in the name of the key, its team and its user; absent where none of them has a budget. */
  readonly budgets?: CallerBudgets
  /** Who comes with a token of an issuer: what stands in for a key. Absent: the caller has a key. */
  readonly token?: CallerToken
  /** Who is signed in with a browser by an identity provider: what stands in for a key. */
  readonly session?: CallerSession
}

/** What is known of a browser that is signed in, before team and user. */
export interface CallerSession {
  /** What stands in for a key's grant. */
  readonly agents: AgentGrant
  /** ISO 8601. */
  readonly expiresAt: string
}

/** A caller who has no key: everything else about one can be told all the same. */
export type KeylessCaller = Caller & ({ readonly token: CallerToken } | { readonly session: CallerSession })

/** Whether nothing is stored of what stands in for this caller's key. */
export const isKeyless = (caller: Caller): caller is KeylessCaller =>
  caller.token !== undefined || caller.session !== undefined

/** What is known of a token of its own accord, before team and user. */
export interface CallerToken {
  readonly issuer: string
  /** What the token itself is granted. */
  readonly agents: AgentGrant
  /** ISO 8601. */
  readonly expiresAt: string
}

/** Who owns what a call creates: the team, else the user, else the key that made it. All three are remembered. */
export interface Owner {
  readonly keyId: string
  readonly userId?: string
  readonly teamId?: string
}

/** The owner of what this caller creates. */
export function ownerOf(caller: Caller): Owner {
  return {
    keyId: caller.keyId,
    ...(caller.userId === undefined ? {} : { userId: caller.userId }),
    ...(caller.teamId === undefined ? {} : { teamId: caller.teamId }),
  }
}

/** Whether `asking` may see what belongs to `owner`: same team; where there is none, same user; where there is neither, same key. */
export function owns(asking: Owner, owner: Owner): boolean {
  if (owner.teamId !== undefined) return asking.teamId === owner.teamId
  if (owner.userId !== undefined) return asking.userId === owner.userId
  return asking.keyId === owner.keyId
}
