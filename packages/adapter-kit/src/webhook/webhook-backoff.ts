/** After so many failed attempts a message is given up: about two and a half days after the first. */
export const WEBHOOK_ATTEMPTS = 24

const FIRST_MS = 2_000
const LONGEST_MS = 6 * 3_600_000

/**
 * How long to wait after so many failed attempts, in milliseconds: twice as long each time, from 2 seconds to 6 hours, and
 * up to a tenth more, so that not all who failed together come back together. `undefined`: give up.
 */
export function webhookDelay(failed: number, retryAfterSeconds = 0): number | undefined {
  if (failed >= WEBHOOK_ATTEMPTS) return undefined
  const delay = Math.min(FIRST_MS * 2 ** (failed - 1), LONGEST_MS) * (1 + Math.random() / 10)
  return Math.round(Math.min(Math.max(delay, retryAfterSeconds * 1_000), LONGEST_MS * 1.1))
}
