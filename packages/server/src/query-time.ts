import { z } from 'zod'

/** A time of a query, with or without an offset (then UTC), or a date; as ISO 8601 in UTC. */
export const queryTime = z.iso
  .datetime({ offset: true, local: true, error: 'must be an ISO 8601 time such as 2026-01-31T09:00:00Z' })
  .or(z.iso.date())
  .transform((text) =>
    new Date(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) || !text.includes('T') ? text : `${text}Z`).toISOString(),
  )
