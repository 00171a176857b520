import { z } from 'zod'
import { queryTime } from './query-time.ts'

const LIMIT = 'must be a whole number from 1 to 200'
const OFFSET = 'take it from next_cursor of the page before'

/** Several values of a query, with commas between them. */
export const listed = z
  .string()
  .min(1)
  .max(10_000)
  .transform((text) => text.split(',').filter((value) => value !== ''))

export const day = z.iso.date('must be a day such as 2026-01-31')

const dayOrTime = z.union([day, queryTime], { error: 'must be a day such as 2026-01-31, or an ISO 8601 time' })

const several = listed.optional().describe('Several with commas between them.')

export const usageQuery = z.strictObject({
  from: dayOrTime
    .optional()
    .describe('First day, in UTC, or a time in the first hour. Default: 30 days, or with interval=hour 24 hours.'),
  to: dayOrTime.optional().describe('Last day, in UTC, or a time in the last hour. Default: today, or this hour.'),
  interval: z
    .enum(['day', 'hour', 'total'], { error: 'must be day, hour or total' })
    .default('day')
    .describe('`day` and `hour`: with a series by day or hour; those without anything are left out.'),
  group_by: z
    .enum(['agent', 'key', 'team', 'user', 'upstream', 'model', 'status', 'error'], {
      error: 'must be agent, key, team, user, upstream, model, status or error',
    })
    .optional(),
  order: z
    .enum(['cost', 'calls', 'errors', 'input_tokens', 'output_tokens', 'total_tokens', 'total_ms', 'p95'], {
      error: 'must be cost, calls, errors, input_tokens, output_tokens, total_tokens, total_ms or p95',
    })
    .default('cost')
    .describe('Which groups come first: those with the most of it; `p95`: those whose calls take longest.'),
  agent: several.describe('Names or ids. Several with commas between them, as of all of these.'),
  key: several.describe('Keys, or their ids.'),
  team: several.describe('Ids. Admins of a team give theirs.'),
  user: several.describe('Ids.'),
  upstream: several,
  model: several,
  status: listed
    .pipe(z.array(z.enum(['ok', 'error', 'refused', 'canceled'], { error: 'must be ok, error, refused or canceled' })))
    .optional(),
  error: several.describe('Codes of errors, such as RATE_LIMITED.'),
  latency: z.stringbool().default(false).describe('With how long calls took, in percentiles.'),
  compare: z
    .enum(['previous'], { error: 'must be previous' })
    .optional()
    .describe('`previous`: with the sums of the window of the same length before.'),
  limit: z.coerce.number(LIMIT).int(LIMIT).min(1, LIMIT).max(200, LIMIT).default(50).describe('Groups in an answer.'),
  cursor: z.coerce.number(OFFSET).int(OFFSET).min(0, OFFSET).max(1_000_000, OFFSET).optional(),
  format: z.enum(['json', 'csv'], { error: 'must be json or csv' }).default('json'),
})

export type UsageQuery = z.infer<typeof usageQuery>
