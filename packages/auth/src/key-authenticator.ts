import type { Caller, Change, KeyStore, StoredKey } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { LRUCache } from 'lru-cache'
import { callerOf } from './caller-of.ts'
import { credentialOf, type Headers } from './credential.ts'
import type { GrantSources } from './effective-grant.ts'
import { createGrantSources, type IdentityStores } from './grant-sources.ts'
import { keyHash } from './key-hash.ts'

/** Finds out who is calling. Throws UNAUTHENTICATED, saying why. */
export type Authenticator = (headers: Headers) => Caller | Promise<Caller>

/** The caller of a key's id, as the key is now. Throws UNAUTHENTICATED, saying why. */
export type CallerOfKey = (id: string) => Caller | Promise<Caller>

export interface KeyAuthenticatorOptions extends IdentityStores {
  readonly keys: KeyStore
  readonly onChange: (listener: (change: Change) => void) => () => void
  /** `keyHash` of the master key. Its caller is an administrator. */
  readonly masterKeyHash: string
  /** How many keys are kept at hand. Default 100,000. */
  readonly cacheSize?: number
  /** How many unknown keys are remembered as unknown. Default 10,000. */
  readonly unknownCacheSize?: number
}

interface KnownKey {
  /** What it was made of. */
  readonly sources: GrantSources
  readonly caller: Caller
  /** Why nobody may call with it, though it is known. */
  readonly refusal: string | undefined
  /** That of the teams, users and access groups it was made of. */
  readonly generation: number
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
}

const MASTER: Caller = { keyId: 'master', keyAlias: 'master', role: 'admin', agents: { access: 'all' } }

function refusalOf({ key, team, missing }: GrantSources): string | undefined {
  if (key.blocked) return 'This key is blocked. Ask an administrator to unblock it.'
  if (missing !== undefined) return `The ${missing} of this key has been deleted.`
  if (team?.blocked) return 'The team of this key is blocked. Ask an administrator to unblock it.'
  return undefined
}

const sameOwners = (left: GrantSources, right: GrantSources) =>
  left.team?.createdAt === right.team?.createdAt && left.user?.createdAt === right.user?.createdAt

const known = (sources: GrantSources, generation: number): KnownKey => {
  const { key } = sources
  return {
    sources,
    generation,
    refusal: refusalOf(sources),
    caller: callerOf(sources),
    expiresAt: key.expiresAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(key.expiresAt),
  }
}

const admitted = ({ caller, refusal, expiresAt }: KnownKey): Caller => {
  if (refusal !== undefined) throw gatewayError('UNAUTHENTICATED', refusal)
  // Written so that a time that cannot be read counts as past.
  if (!(expiresAt > Date.now())) {
    throw gatewayError('UNAUTHENTICATED', 'This key has expired. Ask an administrator for a new one.')
  }
  return caller
}

const unknownKey = () =>
  gatewayError('UNAUTHENTICATED', 'This key is not known. Check that it was copied whole and has not been deleted.')

/**
 * Authenticates virtual keys and the master key. Keys are looked up by their hash, kept at hand with what their team and
 * user leave of their grants, and looked at anew as soon as the store announces a change, so that a revoked key stops and
 * a known one costs no read.
 */
export function createKeyAuthenticator(options: KeyAuthenticatorOptions): Authenticator {
  const callerOfKey = createCallerOfKey(options)
  return (headers) => callerOfKey(keyHash(credentialOf(headers)))
}

/** The same, for who has the id of a key already. */
export function createCallerOfKey(options: KeyAuthenticatorOptions): CallerOfKey {
  const { keys, onChange, masterKeyHash, cacheSize = 100_000, unknownCacheSize = 10_000 } = options
  const cache = new LRUCache<string, KnownKey>({ max: cacheSize })
  const unknown = new LRUCache<string, true>({ max: unknownCacheSize })
  const sources = createGrantSources(options, onChange)
  // A look-up that was under way when its key changed must not be kept.
  let changes = 0
  onChange((change) => {
    // Keys go with their team or user, and nothing else is told of them.
    if (change.kind === 'team' || change.kind === 'user') changes += 1
    if (change.kind !== 'key') return
    changes += 1
    cache.delete(change.id)
    unknown.delete(change.id)
  })

  const away = (cause: unknown) =>
    gatewayError('UNAVAILABLE', 'The gateway cannot check this key now: its database does not answer. Try again.', {
      cause,
      retryable: true,
      retryAfter: 5,
    })

  const find = (key: StoredKey) =>
    sources.find(key).catch((cause) => {
      throw away(cause)
    })

  const keep = (found: GrantSources, generation: number, before: number): Caller => {
    const entry = known(found, generation)
    if (before === changes) cache.set(found.key.id, entry)
    return admitted(entry)
  }

  const lookUp = async (id: string): Promise<Caller> => {
    const before = changes
    const stored = await keys.get(id).catch((cause) => {
      throw away(cause)
    })
    if (stored === undefined) {
      if (before === changes) unknown.set(id, true)
      throw unknownKey()
    }
    const { generation } = sources
    return keep(await find(stored), generation, before)
  }

  /** A key at hand, after some team, user or access group has changed. */
  const lookAgain = async ({ sources: former }: KnownKey): Promise<Caller> => {
    const before = changes
    const { generation } = sources
    const found = await find(former.key)
    // The key went with a team or user that was deleted, also where there is another of that id by now.
    return sameOwners(former, found) ? keep(found, generation, before) : lookUp(former.key.id)
  }

  return (id) => {
    if (id === masterKeyHash) return MASTER
    const entry = cache.get(id)
    if (entry) return entry.generation === sources.generation ? admitted(entry) : lookAgain(entry)
    if (unknown.has(id)) throw unknownKey()
    return lookUp(id)
  }
}
