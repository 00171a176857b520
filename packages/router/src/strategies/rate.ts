import type { Strategy } from '../strategy.ts'
import { lowest } from './lowest.ts'

/** The one that has used least of the calls it may be given per minute; one without a limit has used nothing. */
export function rate(): Strategy {
  return (candidates, _call, random) =>
    lowest(candidates, random, ({ callsPerMinute, requestsPerMinute = Number.POSITIVE_INFINITY }) =>
      requestsPerMinute === 0 ? Number.POSITIVE_INFINITY : callsPerMinute / requestsPerMinute,
    )
}
