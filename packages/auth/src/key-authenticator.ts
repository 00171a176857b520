import type { Caller, CallerSecret, Change, FoundSecret, KeyStore, StoredKey } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { LRUCache } from 'lru-cache'
import { callerOf } from './caller-of.ts'
import { credentialOf, type Headers } from './credential.ts'
import type { GrantSources } from './effective-grant.ts'
import type { FindAgent } from './grant-of.ts'
import { createGrantSources, type IdentityStores } from './grant-sources.ts'
import { HashesByKey } from './hashes-by-key.ts'
import { keyHash } from './key-hash.ts'
import { secretState } from './key-rotation.ts'

/** Finds out who is calling. Throws UNAUTHENTICATED, saying why. */
export type Authenticator = (headers: Headers) => Caller | Promise<Caller>

/** The caller of a secret, by its `keyHash`, as its key is now. Throws UNAUTHENTICATED, saying why. */
export type CallerOfKey = (hash: string) => Caller | Promise<Caller>

export interface KeyAuthenticatorOptions extends IdentityStores {
  readonly keys: KeyStore
  readonly onChange: (listener: (change: Change) => void) => () => void
  /** Without it nobody finds out that the agent of a key has been deleted. */
  readonly findAgent?: FindAgent | undefined
  /** `keyHash` of the master key. Its caller is an administrator. */
  readonly masterKeyHash: string
  /** How many keys are kept at hand. Default 100,000. */
  readonly cacheSize?: number
  /** How many unknown keys are remembered as unknown. Default 10,000. */
  readonly unknownCacheSize?: number
}

interface KnownKey {
  readonly hash: string
  /** What it was made of. */
  readonly found: FoundSecret
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

function refusalOf({ key, team, user, missing }: GrantSources): string | undefined {
  if (key.blocked) return 'This key is blocked. Ask an administrator to unblock it.'
  if (missing !== undefined) return `The ${missing} of this key has been deleted.`
  if (team?.blocked) return 'The team of this key is blocked. Ask an administrator to unblock it.'
  if (user?.blocked) return 'The user of this key is blocked. Ask an administrator to unblock them.'
  return undefined
}

const sameOwners = (left: GrantSources, right: GrantSources) =>
  left.team?.createdAt === right.team?.createdAt && left.user?.createdAt === right.user?.createdAt

const known = (hash: string, found: FoundSecret, sources: GrantSources, generation: number): KnownKey => {
  const { key } = sources
  const secret = secretState(hash, found)
  const keyEnds = key.expiresAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(key.expiresAt)
  const expiresAt = Math.min(keyEnds, secret?.endsAt ?? Number.POSITIVE_INFINITY)
  return {
    hash,
    found,
    sources,
    generation,
    refusal: refusalOf(sources),
    caller: {
      ...callerOf(sources),
      ...(secret === undefined ? {} : { secret }),
      ...(expiresAt === Number.POSITIVE_INFINITY ? {} : { endsAt: expiresAt }),
    },
    expiresAt,
  }
}

const admitted = ({ caller, refusal, expiresAt }: KnownKey, findAgent: FindAgent | undefined): Caller => {
  if (refusal !== undefined) throw gatewayError('UNAUTHENTICATED', refusal)
  if (caller.agentId !== undefined && !isThere(caller.agentId, findAgent)) {
    throw gatewayError('UNAUTHENTICATED', 'The agent of this key has been deleted.')
  }
  // Written so that a time that cannot be read counts as past.
  if (!(expiresAt > Date.now())) throw gatewayError('UNAUTHENTICATED', endedBecause(caller.secret))
  return caller
}

/** By its id alone: an agent may be named as another's id is. */
export const isThere = (agentId: string, findAgent: FindAgent | undefined) =>
  findAgent === undefined || findAgent(agentId)?.id === agentId

function endedBecause(secret: CallerSecret | undefined): string {
  // Where the key itself has expired, this is as true of it.
  if (secret === undefined || secret.endsAt > Date.now()) {
    return 'This key has expired. Ask an administrator for a new one.'
  }
  return secret.replaced
    ? 'This key has been replaced, and works no more. Use the new one.'
    : 'This key was not replaced in time (POST /key/rotate), and works no more. Ask an administrator for a new one (POST /key/regenerate).'
}

const unknownKey = () =>
  gatewayError('UNAUTHENTICATED', 'This key is not known. Check that it was copied whole and has not been deleted.')

/**
 * Authenticates virtual keys and the master key. Keys are looked up by the hash of a secret, kept at hand with what their team and
 * user leave of their grants, and looked at anew as soon as the store announces a change, so that a revoked key stops and
 * a known one costs no read.
 */
export function createKeyAuthenticator(options: KeyAuthenticatorOptions): Authenticator {
  const callerOfKey = createCallerOfKey(options)
  return (headers) => callerOfKey(keyHash(credentialOf(headers)))
}

/** The same, for who has the hash of a secret already. */
export function createCallerOfKey(options: KeyAuthenticatorOptions): CallerOfKey {
  const { keys, onChange, masterKeyHash, findAgent, cacheSize = 100_000, unknownCacheSize = 10_000 } = options
  const hashes = new HashesByKey()
  const cache = new LRUCache<string, KnownKey>({
    max: cacheSize,
    dispose: ({ found }, hash) => hashes.remove(found.key.id, hash),
  })
  const unknown = new LRUCache<string, true>({ max: unknownCacheSize })
  const sources = createGrantSources(options, onChange)
  // A look-up that was under way when its key changed must not be kept.
  let changes = 0
  onChange((change) => {
    // Keys go with their team or user, and nothing else is told of them.
    if (change.kind === 'team' || change.kind === 'user') changes += 1
    if (change.kind !== 'key') return
    changes += 1
    for (const hash of hashes.of(change.id)) cache.delete(hash)
    // All of them: a notice names the key, and not the secret that it has got.
    unknown.clear()
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

  const keep = (hash: string, found: FoundSecret, of: GrantSources, generation: number, before: number): Caller => {
    const entry = known(hash, found, of, generation)
    if (before === changes) {
      cache.set(hash, entry)
      hashes.add(found.key.id, hash)
    }
    return admitted(entry, findAgent)
  }

  const lookUp = async (hash: string): Promise<Caller> => {
    const before = changes
    const found = await keys.findSecret(hash).catch((cause) => {
      throw away(cause)
    })
    if (found === undefined) {
      if (before === changes) unknown.set(hash, true)
      throw unknownKey()
    }
    const { generation } = sources
    return keep(hash, found, await find(found.key), generation, before)
  }

  /** A key at hand, after some team, user or access group has changed. */
  const lookAgain = async ({ hash, found, sources: former }: KnownKey): Promise<Caller> => {
    const before = changes
    const { generation } = sources
    const again = await find(former.key)
    // The key went with a team or user that was deleted, also where there is another of that id by now.
    return sameOwners(former, again) ? keep(hash, found, again, generation, before) : lookUp(hash)
  }

  return (hash) => {
    if (hash === masterKeyHash) return MASTER
    const entry = cache.get(hash)
    if (entry) return entry.generation === sources.generation ? admitted(entry, findAgent) : lookAgain(entry)
    if (unknown.has(hash)) throw unknownKey()
    return lookUp(hash)
  }
}
