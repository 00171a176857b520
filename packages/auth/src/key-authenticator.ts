import type { Caller, Change, KeyStore, StoredKey } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { LRUCache } from 'lru-cache'
import { credentialOf, type Headers } from './credential.ts'
import { keyHash } from './key-hash.ts'

/** Finds out who is calling. Throws UNAUTHENTICATED, saying why. */
export type Authenticator = (headers: Headers) => Caller | Promise<Caller>

export interface KeyAuthenticatorOptions {
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
  readonly caller: Caller
  readonly blocked: boolean
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
}

const MASTER: Caller = { keyId: 'master', keyAlias: 'master', role: 'admin', agents: { access: 'all' } }

const known = (key: StoredKey): KnownKey => ({
  caller: {
    keyId: key.id,
    ...(key.alias === undefined ? {} : { keyAlias: key.alias }),
    ...(key.userId === undefined ? {} : { userId: key.userId }),
    ...(key.teamId === undefined ? {} : { teamId: key.teamId }),
    role: 'member',
    agents: key.agents,
    ...(key.limits === undefined ? {} : { limits: key.limits }),
  },
  blocked: key.blocked,
  expiresAt: key.expiresAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(key.expiresAt),
})

const admitted = ({ caller, blocked, expiresAt }: KnownKey): Caller => {
  if (blocked) throw gatewayError('UNAUTHENTICATED', 'This key is blocked. Ask an administrator to unblock it.')
  // Written so that a time that cannot be read counts as past.
  if (!(expiresAt > Date.now())) {
    throw gatewayError('UNAUTHENTICATED', 'This key has expired. Ask an administrator for a new one.')
  }
  return caller
}

const unknownKey = () =>
  gatewayError('UNAUTHENTICATED', 'This key is not known. Check that it was copied whole and has not been deleted.')

/**
 * Authenticates virtual keys and the master key. Keys are looked up by their hash, kept at hand, and dropped as soon as
 * the store announces a change, so that a revoked key stops and a known one costs no read.
 */
export function createKeyAuthenticator(options: KeyAuthenticatorOptions): Authenticator {
  const { keys, onChange, masterKeyHash, cacheSize = 100_000, unknownCacheSize = 10_000 } = options
  const cache = new LRUCache<string, KnownKey>({ max: cacheSize })
  const unknown = new LRUCache<string, true>({ max: unknownCacheSize })
  // A look-up that was under way when its key changed must not be kept.
  let changes = 0
  onChange((change) => {
    if (change.kind !== 'key') return
    changes += 1
    cache.delete(change.id)
    unknown.delete(change.id)
  })

  const lookUp = async (id: string): Promise<Caller> => {
    const before = changes
    const stored = await keys.get(id).catch((cause) => {
      throw gatewayError(
        'UNAVAILABLE',
        'The gateway cannot check this key now: its database does not answer. Try again.',
        {
          cause,
          retryable: true,
          retryAfter: 5,
        },
      )
    })
    if (stored === undefined) {
      if (before === changes) unknown.set(id, true)
      throw unknownKey()
    }
    const entry = known(stored)
    if (before === changes) cache.set(id, entry)
    return admitted(entry)
  }

  return (headers) => {
    const id = keyHash(credentialOf(headers))
    if (id === masterKeyHash) return MASTER
    const entry = cache.get(id)
    if (entry) return admitted(entry)
    if (unknown.has(id)) throw unknownKey()
    return lookUp(id)
  }
}
