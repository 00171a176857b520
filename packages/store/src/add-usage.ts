import { LONG_LATENCIES } from './latency-sum.ts'
import { USAGE_KEYS, USAGE_MEASURES, USAGE_NAME, USAGE_TABLES, type UsageTable } from './usage-rows.ts'

const PLACES = USAGE_KEYS.map((_, index) => index + 1).join(', ')
const COLUMNS = [...USAGE_KEYS, ...USAGE_MEASURES, 'latency'].join(', ')

const HOLDERS = ['agent_id', 'key_id', 'team_id', 'user_id'].map((name) => `coalesce(${name}, '')`)
const named = (name: string) => `substr(coalesce(${name}, ''), 1, ${USAGE_NAME})`

/** As doubles, or the sum of what agents say would overflow. */
const MEASURES = [
  'case when kind is null then 1 else 0 end',
  'input_tokens',
  'output_tokens',
  'total_tokens',
  'case when estimated = 1 then total_tokens end',
  'cost',
  'case when kind is null then total_ms end',
].map((measure) => `coalesce(sum(cast(${measure} as double precision)), 0)`)

const LATENCIES = "coalesce(string_agg(latency, ' '), '')"
/** Latencies of rows together: `latencySum` as a function of SQL. */
export const LATENCY_SUM = `latency_sum(${LATENCIES})`
const shortened = (latencies: string) =>
  `case when length(${latencies}) > ${LONG_LATENCIES} then latency_sum(${latencies}) else ${latencies} end`

/**
 * A statement that adds these rows of `records` to their days or hours: one row for each group, and always in one order,
 * so that gateways that write at once wait for each other but never in a circle.
 */
export function addUsage(added: string, table: UsageTable): string {
  const time = `substr(time, 1, ${USAGE_TABLES[table]})`
  const keys = [time, ...HOLDERS, named('upstream'), named('model'), 'status', named('error_code')]
  return `insert into ${table} (${COLUMNS})
    select ${[...keys, ...MEASURES, shortened(LATENCIES)].join(', ')} from ${added} where true group by ${PLACES} order by ${PLACES}
    ${addToRow(table)}`
}

/** How a row is added to one that is there. */
export function addToRow(table: UsageTable): string {
  const sums = USAGE_MEASURES.map((name) => `${name} = ${table}.${name} + excluded.${name}`)
  const latency = `latency = ${shortened(`${table}.latency || ' ' || excluded.latency`)}`
  return `on conflict (${USAGE_KEYS.join(', ')}) do update set ${[...sums, latency].join(', ')}`
}

const NEW = '(select * from records where rowid > (select last from daily_usage_place))'

/** Run before and after records are inserted into SQLite, in the same transaction: what has a greater place is new. */
export const BEFORE_RECORDS = 'update daily_usage_place set last = (select coalesce(max(rowid), 0) from records)'
export const AFTER_RECORDS = [addUsage(NEW, 'daily_usage'), addUsage(NEW, 'hourly_usage')]
