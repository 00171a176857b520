import type { Caller, KeyAdministration, KeyChange, KeyStore, StoredKey } from '@gateway/core'
import { gatewayError } from '@gateway/core'
import { changeEntry } from './change-entry.ts'
import { parseDuration } from './duration.ts'
import { keyHash } from './key-hash.ts'
import { graceOf, rotated } from './key-rotation.ts'
import { keySecret } from './key-secret.ts'

interface ReplaceSecretOptions {
  readonly keys: KeyStore
  readonly masterKeyHash: string
  readonly info: (keyOrHash: string) => Promise<StoredKey>
  readonly apply: (key: StoredKey, change: KeyChange, now: number) => Promise<StoredKey>
}

const until = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString()

/** Gives keys other secrets: by an administrator, and by the holder of a key that has to be replaced. */
export function replaceSecret(options: ReplaceSecretOptions): Pick<KeyAdministration, 'regenerate' | 'rotate'> {
  const { keys, masterKeyHash, info, apply } = options

  /** The holder's secret, while it is the one that counts. */
  const current = async (hash: string): Promise<StoredKey> => {
    const found = await keys.findSecret(hash)
    if (found === undefined) throw gatewayError('NOT_FOUND', 'There is no such key.')
    if (found.expiresAt === undefined) return found.key
    throw gatewayError(
      'CONFLICT',
      `This key has been replaced already, and works until ${found.expiresAt}. Use the new one; where it is lost, an administrator makes another (POST /key/regenerate).`,
    )
  }

  return {
    async regenerate(keyOrHash, { key, grace, ...change }) {
      const { hash, name, ...secret } = keySecret(key, masterKeyHash, 'new_key')
      const graceMs = grace === undefined ? 0 : parseDuration(grace, 'grace_period')
      const stored = await changeEntry({
        read: () => info(keyOrHash),
        apply: async (before, now) => {
          const changed = await apply(before, change, now)
          return { ...changed, name, rotation: rotated(changed.rotation, now) }
        },
        write: (changed, before) => keys.rotate(changed, before, { hash, formerUntil: until(graceMs) }),
        what: 'This key',
      })
      return { key: secret.key, stored }
    },

    async rotate({ keyId, secret }: Caller, { key }) {
      if (key !== undefined) {
        const asked = await keys.findSecret(keyHash(key))
        // The answer to the first time was lost: it is asked for again.
        if (asked?.key.id === keyId && asked.expiresAt === undefined) return { key, stored: asked.key }
      }
      if (secret === undefined) throw notByHolder()
      const made = keySecret(key, masterKeyHash, 'new_key')
      const stored = await changeEntry({
        read: () => current(secret.hash),
        apply: (before, now) => {
          if (before.rotation?.interval === undefined) throw notByHolder()
          const updatedAt = new Date(now).toISOString()
          return { ...before, name: made.name, updatedAt, rotation: rotated(before.rotation, now) }
        },
        write: (changed, before) =>
          keys.rotate(changed, before, {
            hash: made.hash,
            formerUntil: until(changed.rotation ? graceOf(changed.rotation) : 0),
          }),
        what: 'This key',
      })
      return { key: made.key, stored }
    },
  }
}

const notByHolder = () =>
  gatewayError(
    'PERMISSION_DENIED',
    'This key is not one that its holder replaces. An administrator does it with POST /key/regenerate, or sets auto_rotate and rotation_interval.',
  )
