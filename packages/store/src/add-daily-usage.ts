import { USAGE_KEYS, USAGE_MEASURES, USAGE_NAME } from './daily-usage.ts'

const PLACES = USAGE_KEYS.map((_, index) => index + 1).join(', ')
const SUMS = USAGE_MEASURES.map((name) => `${name} = daily_usage.${name} + excluded.${name}`).join(', ')

const KEYS = [
  'substr(time, 1, 10)',
  ...['agent_id', 'key_id', 'team_id', 'user_id'].map((name) => `coalesce(${name}, '')`),
  ...['upstream', 'model'].map((name) => `substr(coalesce(${name}, ''), 1, ${USAGE_NAME})`),
  'status',
].join(', ')

/** As doubles, or the sum of what agents say would overflow. */
const MEASURES = [
  'case when kind is null then 1 else 0 end',
  'input_tokens',
  'output_tokens',
  'total_tokens',
  'case when estimated = 1 then total_tokens end',
  'cost',
  'case when kind is null then total_ms end',
]
  .map((measure) => `coalesce(sum(cast(${measure} as double precision)), 0)`)
  .join(', ')

/**
 * A statement that adds these rows of `records` to their days: one row for each group, and always in one order, so that
 * gateways that write at once wait for each other but never in a circle.
 */
export function addDailyUsage(added: string): string {
  return `insert into daily_usage (${[...USAGE_KEYS, ...USAGE_MEASURES].join(', ')})
    select ${KEYS}, ${MEASURES} from ${added} where true group by ${PLACES} order by ${PLACES}
    on conflict (${USAGE_KEYS.join(', ')}) do update set ${SUMS}`
}

/** Run before and after records are inserted into SQLite, in the same transaction: what has a greater place is new. */
export const BEFORE_RECORDS = 'update daily_usage_place set last = (select coalesce(max(rowid), 0) from records)'
export const AFTER_RECORDS = addDailyUsage('(select * from records where rowid > (select last from daily_usage_place))')
