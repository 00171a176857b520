import { gatewayError } from '@gateway/core'
import { z } from 'zod'

const DAY_MS = 86_400_000
/** What is asked by day has at most so many of them. */
const MOST_DAYS = 366
const LIMIT = 'must be a whole number from 1 to 200'
const OFFSET = 'take it from next_cursor of the page before'

/** Several values of a query, with commas between them. */
export const listed = z
  .string()
  .min(1)
  .max(10_000)
  .transform((text) => text.split(',').filter((value) => value !== ''))

export const day = z.iso.date('must be a day such as 2026-01-31')

const several = listed.optional().describe('Several with commas between them.')

export const usageQuery = z.strictObject({
  from: day.optional().describe('First day, in UTC. Default: 29 days before `to`.'),
  to: day.optional().describe('Last day, in UTC. Default: today.'),
  interval: z
    .enum(['day', 'total'], { error: 'must be day or total' })
    .default('day')
    .describe('`day`: with a series by day; days without anything are left out.'),
  group_by: z
    .enum(['agent', 'key', 'team', 'user', 'upstream', 'model', 'status'], {
      error: 'must be agent, key, team, user, upstream, model or status',
    })
    .optional(),
  order: z
    .enum(['cost', 'calls', 'errors', 'input_tokens', 'output_tokens', 'total_tokens', 'total_ms'], {
      error: 'must be cost, calls, errors, input_tokens, output_tokens, total_tokens or total_ms',
    })
    .default('cost')
    .describe('Which groups come first: those with the most of it.'),
  agent: several.describe('Names or ids. Several with commas between them, as of all of these.'),
  key: several.describe('Keys, or their ids.'),
  team: several.describe('Ids. Admins of a team give theirs.'),
  user: several.describe('Ids.'),
  upstream: several,
  model: several,
  status: listed
    .pipe(z.array(z.enum(['ok', 'error', 'refused', 'canceled'], { error: 'must be ok, error, refused or canceled' })))
    .optional(),
  limit: z.coerce.number(LIMIT).int(LIMIT).min(1, LIMIT).max(200, LIMIT).default(50).describe('Groups in an answer.'),
  cursor: z.coerce.number(OFFSET).int(OFFSET).min(0, OFFSET).max(1_000_000, OFFSET).optional(),
  format: z.enum(['json', 'csv'], { error: 'must be json or csv' }).default('json'),
})

export type UsageQuery = z.infer<typeof usageQuery>

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10)

/** The days that are asked for, both inclusive. Throws INVALID_PARAMS where they are too many or the wrong way around. */
export function daysOf(
  { from, to, interval }: Pick<UsageQuery, 'from' | 'to' | 'interval'>,
  now: number,
): { readonly from: string; readonly to: string } {
  const last = to ?? dayOf(now)
  const first = from ?? dayOf(Date.parse(last) - 29 * DAY_MS)
  const days = (Date.parse(last) - Date.parse(first)) / DAY_MS + 1
  if (days < 1) throw gatewayError('INVALID_PARAMS', `to: ${last} is before ${first}.`, { field: 'to' })
  if (interval === 'day' && days > MOST_DAYS) {
    throw gatewayError(
      'INVALID_PARAMS',
      `from: ${days} days are too many for a series, which has at most ${MOST_DAYS}. Ask for fewer, or with interval=total.`,
      { field: 'from' },
    )
  }
  return { from: first, to: last }
}
