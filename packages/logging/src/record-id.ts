import { randomUUID } from 'node:crypto'

/** Where the random half of a UUID begins, variant included, with the dash before it. */
const RANDOM = 18
const MOST_IN_A_MILLISECOND = 0x1000

/**
 * Makes ids that sort in the order they were made: UUIDv7 with a counter of 12 bits within a millisecond (RFC 9562 §6.2).
 * What is random comes from Node, which fetches it for many ids at once: asking for it costs more than the rest.
 */
export function createRecordIds(): () => string {
  let milliseconds = 0
  let prefix = ''
  let count = 0
  return () => {
    const now = Date.now()
    count += 1
    // A clock that was set back must not sort what is new below what is old; a full counter borrows the next millisecond.
    if (now > milliseconds || count === MOST_IN_A_MILLISECOND) {
      milliseconds = Math.max(now, milliseconds + 1)
      count = 0
      const hex = milliseconds.toString(16).padStart(12, '0')
      prefix = `${hex.slice(0, 8)}-${hex.slice(8)}-7`
    }
    return prefix + count.toString(16).padStart(3, '0') + randomUUID().slice(RANDOM)
  }
}
