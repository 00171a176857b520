/** What stands where something secret stood. */
export const REDACTED = '[redacted]'
