import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scryptSync } from 'node:crypto'
import { gatewayError } from '@gateway/core'

/** Encrypts short secrets for the database. */
export interface SecretCipher {
  encrypt(text: string): string
  /** Throws `INTERNAL_ERROR` when the text was encrypted with another key, or is damaged. */
  decrypt(text: string): string
  /** Whether the text was encrypted with the key that is used now; `false` for one from before, and what cannot be read. */
  isCurrent(text: string): boolean
}

const PREFIX = 'v1.'
const IV_BYTES = 12
const TAG_BYTES = 16
const SALT = 'a2a-gateway secrets v1'
/** 16 MiB and some 30 ms, once per start: a passphrase may be short. */
const SCRYPT = { N: 16_384, r: 8, p: 1 }

/**
 * AES-256-GCM with a random IV for each text: `v1.` and base64url of IV, tag and ciphertext.
 *
 * @param key a passphrase (scrypt makes the key of it), or at least 16 random bytes, such as those of `loadOrCreateKeyFile` (HKDF does)
 * @param previous keys that texts may still be encrypted with: they are read, and nothing is encrypted with them
 */
export function secretCipher(key: string | Uint8Array, previous: readonly (string | Uint8Array)[] = []): SecretCipher {
  const current = cipherOf(key)
  const all = [current, ...previous.map(cipherOf)]
  return {
    encrypt: current.encrypt,
    isCurrent: (text) => current.read(text) !== undefined,
    decrypt(text) {
      for (const each of all) {
        const read = each.read(text)
        if (read !== undefined) return read
      }
      throw gatewayError(
        'INTERNAL_ERROR',
        'A stored secret cannot be read: GATEWAY_ENCRYPTION_KEY is not the one this was saved with. Start with that key again, give it as GATEWAY_ENCRYPTION_KEY_PREVIOUS, or enter the secret anew.',
      )
    },
  }
}

function cipherOf(key: string | Uint8Array): {
  readonly encrypt: (text: string) => string
  /** `undefined`: it was encrypted with another key, or is damaged. */
  readonly read: (text: string) => string | undefined
} {
  if (key.length === 0 || (typeof key !== 'string' && key.length < 16)) {
    throw gatewayError(
      'INVALID_REQUEST',
      'The encryption key is too short: set GATEWAY_ENCRYPTION_KEY to a passphrase, or give at least 16 bytes.',
    )
  }
  const derived =
    typeof key === 'string'
      ? scryptSync(key, SALT, 32, SCRYPT)
      : new Uint8Array(hkdfSync('sha256', key, SALT, 'aes-256-gcm', 32))
  return {
    encrypt(text) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', derived, iv)
      const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return PREFIX + Buffer.concat([iv, cipher.getAuthTag(), encrypted]).toString('base64url')
    },
    read(text) {
      if (!text.startsWith(PREFIX)) return undefined
      try {
        const bytes = Buffer.from(text.slice(PREFIX.length), 'base64url')
        const decipher = createDecipheriv('aes-256-gcm', derived, bytes.subarray(0, IV_BYTES), {
          authTagLength: TAG_BYTES,
        })
        decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
        return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
      } catch {
        return undefined
      }
    },
  }
}
