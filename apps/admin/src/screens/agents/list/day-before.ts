const DAY_MS = 24 * 60 * 60_000

/** 24 hours ago, as usage is asked for: it is summed up by the hour. */
export const dayBefore = (now = Date.now()): string => new Date(now - DAY_MS).toISOString()
