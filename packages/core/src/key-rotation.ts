import type { StoredKey } from './storage.ts'

/** When the secret of a key is replaced, and how often it has been. */
export interface KeyRotation {
  /** How often it has been replaced so far. */
  readonly count: number
  /** ISO 8601: when that was last. */
  readonly lastAt?: string
  /** The holder has to replace the secret this often, such as `30d`. Absent: only administrators replace it. */
  readonly interval?: string
  /** How long a secret works on after it was due, or was replaced by its holder. Default `48h`. */
  readonly grace?: string
  /** ISO 8601: when it has to be replaced next. */
  readonly dueAt?: string
}

/** `null` ends it. */
export type KeyRotationChange = { readonly interval: string; readonly grace?: string } | null

/** What a secret opens. A key has one secret, and those before it until their grace ends. */
export interface FoundSecret {
  readonly key: StoredKey
  /** ISO 8601: it has been replaced, and works until then. Absent: it is the key's secret. */
  readonly expiresAt?: string
}

/** How a caller's secret stands, where it is to be replaced or has been. */
export interface CallerSecret {
  /** The id under which the secret is stored. */
  readonly hash: string
  /** Milliseconds since the epoch: from when on its holder is told to replace it. */
  readonly replaceFrom: number
  /** Milliseconds since the epoch: from when on it is refused. */
  readonly endsAt: number
  readonly replaced: boolean
}
