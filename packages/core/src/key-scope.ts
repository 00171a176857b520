import { isReading, type Operation } from './operations.ts'

/**
 * What a key is for, whatever its user may: `calls` to agents, `management` of the gateway, `reading` alone of either. It may
 * tell of itself and be replaced in any case.
 */
export type KeyScope = 'calls' | 'management' | 'reading'

/** Whether a key for this may do something at agents. Absent scopes leave all. */
export const scopesCall = (scopes: readonly KeyScope[] | undefined, operation: Operation): boolean =>
  scopes === undefined || scopes.includes('calls') || (scopes.includes('reading') && isReading(operation))
