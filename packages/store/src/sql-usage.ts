import type { UsageDimension, UsageFilter, UsageStore, UsageSums } from '@gateway/core'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { USAGE_KEYS } from './daily-usage.ts'
import type { Database } from './database.ts'

/** In which column each dimension is. */
const COLUMNS: Readonly<Record<UsageDimension, (typeof USAGE_KEYS)[number]>> = {
  date: 'date',
  agent: 'agent_id',
  key: 'key_id',
  team: 'team_id',
  user: 'user_id',
  upstream: 'upstream',
  model: 'model',
  status: 'status',
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

const NAMED = ['agent', 'key', 'team', 'user', 'upstream', 'model', 'status'] as const
const EXCLUDED = ['agent', 'team', 'user'] as const
/** PostgreSQL takes `limit null`, SQLite does not; and neither more than 63 bits. */
const UNLIMITED = Number.MAX_SAFE_INTEGER

export function sqlUsage({ queries }: Database): UsageStore {
  return {
    async sum(filter, by, { by: order, offset = 0, limit = UNLIMITED } = {}) {
      const columns = by.map((dimension) => COLUMNS[dimension])
      const rows = await queries
        .selectFrom('daily_usage')
        .select(columns)
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
        .where(matching(filter))
        .$if(columns.length > 0, (query) => query.groupBy(columns))
        .$if(order !== undefined, (query) => query.orderBy(SUMS[order ?? 'cost'], 'desc'))
        .$call((query) => columns.reduce((ordered, column) => ordered.orderBy(column), query))
        .limit(limit)
        .offset(offset)
        .execute()
      return rows.map((row) => ({
        of: Object.fromEntries(by.map((name) => [name, row[COLUMNS[name]]])),
        sums: sumsOf(row),
      }))
    },
  }
}

function matching({ from, to, not, ...named }: UsageFilter): RawBuilder<SqlBool> {
  const conditions: RawBuilder<SqlBool>[] = [sql`1 = 1`]
  if (from !== undefined) conditions.push(sql`date >= ${from}`)
  if (to !== undefined) conditions.push(sql`date <= ${to}`)
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
  values.length === 0 ? sql`(1 = 0)` : sql`(${sql.ref(COLUMNS[name])} in (${sql.join(values)}))`

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
