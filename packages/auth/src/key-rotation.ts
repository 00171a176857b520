import type { CallerSecret, FoundSecret, KeyRotation, KeyRotationChange } from '@gateway/core'
import { parseDuration } from './duration.ts'

const DEFAULT_GRACE = '48h'

/** Milliseconds for which a secret works on. */
export const graceOf = ({ grace = DEFAULT_GRACE }: KeyRotation) => parseDuration(grace, 'grace_period')

/** The rule after a change. A new interval counts from now. Throws INVALID_PARAMS for what is no duration. */
export function changedRotation(
  before: KeyRotation | undefined,
  change: KeyRotationChange | undefined,
  now: number,
): KeyRotation | undefined {
  if (change === undefined) return before
  const { count = 0, lastAt } = before ?? {}
  const done = { count, ...(lastAt === undefined ? {} : { lastAt }) }
  if (change === null) return count === 0 ? undefined : done
  const { interval, grace = before?.grace ?? DEFAULT_GRACE } = change
  parseDuration(grace, 'grace_period')
  const due = interval === before?.interval && before.dueAt !== undefined ? before.dueAt : dueAt(interval, now)
  return { ...done, interval, grace, dueAt: due }
}

const dueAt = (interval: string, now: number) =>
  new Date(now + parseDuration(interval, 'rotation_interval')).toISOString()

/** The rule once the secret has been replaced. */
export function rotated(before: KeyRotation | undefined, now: number): KeyRotation {
  return {
    ...before,
    count: (before?.count ?? 0) + 1,
    lastAt: new Date(now).toISOString(),
    ...(before?.interval === undefined ? {} : { dueAt: dueAt(before.interval, now) }),
  }
}

/** How a secret stands; `undefined` where it neither has to be replaced nor has been. */
export function secretState(hash: string, { key, expiresAt }: FoundSecret): CallerSecret | undefined {
  if (expiresAt !== undefined) return { hash, replaceFrom: 0, endsAt: Date.parse(expiresAt), replaced: true }
  if (key.rotation?.dueAt === undefined) return undefined
  const replaceFrom = Date.parse(key.rotation.dueAt)
  return { hash, replaceFrom, endsAt: replaceFrom + graceOf(key.rotation), replaced: false }
}
