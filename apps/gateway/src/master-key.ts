import { randomBytes } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { keyHash } from '@gateway/auth'
import type { SettingStore } from '@gateway/core'
import { StartupError } from './startup-error.ts'

const SETTING = 'master-key-hash'
/** Shorter keys, and the one of every tutorial, can be guessed. */
const STRONG_LENGTH = 20

export interface MasterKey {
  readonly hash: string
  /** The key itself, when it was made by this start. */
  readonly made?: string
  /** What the operator should know of it. */
  readonly warning?: string
}

export interface MasterKeyOptions {
  /** `GATEWAY_MASTER_KEY`. */
  readonly given: string | undefined
  readonly host: string
  readonly settings: SettingStore
  /** Make a new one in place of the one made before. */
  readonly reset: boolean
}

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host)

/** The admin key: the given one, else the one made at the first start. Only its hash is kept. */
export async function masterKey({ given, host, settings, reset }: MasterKeyOptions): Promise<MasterKey> {
  if (given !== undefined) {
    const hash = keyHash(given)
    if (given.length >= STRONG_LENGTH) return { hash }
    if (!isLoopback(host)) {
      throw new StartupError(
        `GATEWAY_MASTER_KEY is too easy to guess to listen on ${host}. Set one of at least ${STRONG_LENGTH} characters, or HOST=127.0.0.1.`,
      )
    }
    return {
      hash,
      warning: 'GATEWAY_MASTER_KEY is easy to guess: it is only accepted because HOST is a loopback address.',
    }
  }
  const kept = reset ? undefined : await settings.get(SETTING)
  if (kept !== undefined) return { hash: kept }
  const made = `sk-${randomBytes(32).toString('base64url')}`
  const hash = keyHash(made)
  await settings.put(SETTING, hash)
  return { hash, made }
}

/** Writes a new admin key where only this user can read it. */
export async function writeKeyFile(path: string, key: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true })
    // A mode counts for new files alone: one that others may read must not take the key.
    await rm(path, { force: true })
    await writeFile(path, `${key}\n`, { mode: 0o600, flag: 'wx', flush: true })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new StartupError(
      `The admin key cannot be written to ${path} (${code}). Make its folder writable and start once with --reset-key, or set GATEWAY_MASTER_KEY.`,
    )
  }
}
