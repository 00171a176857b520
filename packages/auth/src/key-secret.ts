import { randomBytes } from 'node:crypto'
import { gatewayError, type KeyStore, type StoredKey } from '@gateway/core'
import { keyHash, keyName } from './key-hash.ts'

/** A secret that is to open a key. */
export interface KeySecret {
  readonly key: string
  readonly hash: string
  readonly name: string
}

/** The secret that was asked for, or a random one. Throws INVALID_PARAMS or CONFLICT that names `field`. */
export function keySecret(asked: string | undefined, masterKeyHash: string, field: string): KeySecret {
  const key = asked ?? `sk-${randomBytes(32).toString('base64url')}`
  if (!/^sk-[\x21-\x7e]{13,}$/.test(key)) {
    throw gatewayError(
      'INVALID_PARAMS',
      `${field}: a key of your own starts with "sk-" and has at least 16 characters, without spaces.`,
      { field },
    )
  }
  const hash = keyHash(key)
  if (hash === masterKeyHash) throw gatewayError('CONFLICT', `${field}: this is the master key.`, { field })
  return { key, hash, name: keyName(key) }
}

const hashOf = (keyOrHash: string) => (keyOrHash.startsWith('sk-') ? keyHash(keyOrHash) : keyOrHash)

/** The key that is named by itself, by its id, or by the hash of any secret it has or had. */
export async function findKey(keys: KeyStore, keyOrHash: string): Promise<StoredKey | undefined> {
  return (await keys.findSecret(hashOf(keyOrHash)))?.key
}

/** The id of a key that is named so; what names none stays as it is, without its secret. */
export async function keyIdOf(keys: KeyStore, keyOrHash: string): Promise<string> {
  return (await findKey(keys, keyOrHash))?.id ?? hashOf(keyOrHash)
}
