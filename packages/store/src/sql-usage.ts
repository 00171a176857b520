import type { UsageDimension, UsageFilter, UsageStore, UsageSums } from '@gateway/core'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { LATENCY_SUM } from './add-usage.ts'
import type { Database } from './database.ts'
import { percentilesOf } from './latency-buckets.ts'
import { endOf, isByHour, NAMED, slowestFirst } from './usage-reading.ts'

/** Where each dimension is in a row. */
const COLUMNS: Readonly<Record<UsageDimension, RawBuilder<string>>> = {
  date: sql`substr(time, 1, 10)`,
  hour: sql`time`,
  agent: sql`agent_id`,
  key: sql`key_id`,
  team: sql`team_id`,
  user: sql`user_id`,
  upstream: sql`upstream`,
  model: sql`model`,
  status: sql`status`,
  error: sql`error`,
}

const SUMS: Readonly<Record<keyof UsageSums, RawBuilder<number | null>>> = {
  calls: sql`sum(calls)`,
  succeeded: sql`sum(case when status = 'ok' then calls else 0 end)`,
  errors: sql`sum(case when status = 'error' then calls else 0 end)`,
  inputTokens: sql`sum(input_tokens)`,
  outputTokens: sql`sum(output_tokens)`,
  totalTokens: sql`sum(total_tokens)`,
  estimatedTokens: sql`sum(estimated_tokens)`,
  cost: sql`sum(cost)`,
  totalMs: sql`sum(total_ms)`,
}

const EXCLUDED = ['agent', 'team', 'user'] as const
/** PostgreSQL takes `limit null`, SQLite does not; and neither more than 63 bits. */
const UNLIMITED = Number.MAX_SAFE_INTEGER

export function sqlUsage({ queries }: Database): UsageStore {
  return {
    async sum(filter, by, { by: order, offset = 0, limit = UNLIMITED, latency: asked = false } = {}) {
      const latency = asked || order === 'p95'
      const places = by.map((_, index) => sql.lit(index + 1))
      const sorted = order === undefined || order === 'p95' ? [] : [sql`${SUMS[order]} desc`]
      const rows = await queries
        .selectFrom(isByHour(filter, by) ? 'hourly_usage' : 'daily_usage')
        .select(by.map((dimension) => COLUMNS[dimension].as(dimension)))
        .select([
          SUMS.calls.as('calls'),
          SUMS.succeeded.as('succeeded'),
          SUMS.errors.as('errors'),
          SUMS.inputTokens.as('inputTokens'),
          SUMS.outputTokens.as('outputTokens'),
          SUMS.totalTokens.as('totalTokens'),
          SUMS.estimatedTokens.as('estimatedTokens'),
          SUMS.cost.as('cost'),
          SUMS.totalMs.as('totalMs'),
        ])
        .$if(latency, (query) => query.select(sql<string>`${sql.raw(LATENCY_SUM)}`.as('latency')))
        .where(matching(filter))
        .$if(by.length > 0, (query) => query.groupBy(places))
        .$if(by.length > 0 || sorted.length > 0, (query) => query.orderBy(sql.join([...sorted, ...places])))
        // What takes longest is known once it is read.
        .$if(order !== 'p95', (query) => query.limit(limit).offset(offset))
        .execute()
      const groups = rows.map((row) => ({
        of: Object.fromEntries(by.map((name) => [name, row[name]])),
        sums: sumsOf(row),
        ...(latency ? { latency: percentilesOf(row.latency ?? '') } : {}),
      }))
      return order === 'p95' ? groups.sort(slowestFirst).slice(offset, offset + limit) : groups
    },
  }
}

function matching({ from, to, not, ...named }: UsageFilter): RawBuilder<SqlBool> {
  const conditions: RawBuilder<SqlBool>[] = [sql`1 = 1`]
  if (from !== undefined) conditions.push(sql`time >= ${from}`)
  if (to !== undefined) conditions.push(sql`time <= ${endOf(to)}`)
  for (const name of NAMED) {
    const values = named[name]
    if (values !== undefined) conditions.push(oneOf(name, values))
  }
  for (const name of EXCLUDED) {
    const values = not?.[name]
    if (values !== undefined) conditions.push(sql`not ${oneOf(name, values)}`)
  }
  return sql.join(conditions, sql` and `)
}

const oneOf = (name: UsageDimension, values: readonly string[]): RawBuilder<SqlBool> =>
  values.length === 0 ? sql`(1 = 0)` : sql`(${COLUMNS[name]} in (${sql.join(values)}))`

/** Of nothing at all, the sums are null. */
function sumsOf(row: Readonly<Record<keyof UsageSums, number | null>>): UsageSums {
  return {
    calls: row.calls ?? 0,
    succeeded: row.succeeded ?? 0,
    errors: row.errors ?? 0,
    inputTokens: row.inputTokens ?? 0,
    outputTokens: row.outputTokens ?? 0,
    totalTokens: row.totalTokens ?? 0,
    estimatedTokens: row.estimatedTokens ?? 0,
    cost: row.cost ?? 0,
    totalMs: row.totalMs ?? 0,
  }
}
