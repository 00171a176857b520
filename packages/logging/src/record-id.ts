import { v7 } from 'uuid'

const ID_BYTES = 16
const POOL_BYTES = 256 * ID_BYTES

/**
 * Makes ids that sort in the order they were made (UUIDv7, with a counter within a millisecond). Random bytes are
 * fetched for many at once: asking for them costs more than the rest.
 */
export function createRecordIds(): () => string {
  const pool = new Uint8Array(POOL_BYTES)
  let used = POOL_BYTES
  let msecs = 0
  let seq = 0
  return () => {
    if (used === POOL_BYTES) {
      crypto.getRandomValues(pool)
      used = 0
    }
    used += ID_BYTES
    const now = Date.now()
    // A clock that was set back must not sort what is new below what is old.
    seq = now > msecs ? 0 : seq + 1
    msecs = Math.max(msecs, now)
    return v7({ random: pool.subarray(used - ID_BYTES, used), msecs, seq })
  }
}
