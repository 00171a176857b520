import { sql } from 'kysely'
import type { DatabaseKind } from './migrations.ts'
import type { Queries } from './schema.ts'

const COLUMNS = ['date', 'agent_id', 'key_id', 'team_id', 'user_id', 'upstream', 'model', 'status']

/** What usage is told apart by, as columns of records, and a table for the sums. `usageByHour` makes it anew and fills it. */
export async function dailyUsage(database: Queries, kind: DatabaseKind): Promise<void> {
  const postgres = kind === 'postgres'
  const text = postgres ? sql`text collate "C"` : sql`text`
  const { schema } = database
  await schema.alterTable('records').addColumn('kind', text).execute()
  await schema.alterTable('records').addColumn('upstream', text).execute()
  await schema
    .alterTable('records')
    .addColumn('total_ms', postgres ? sql`double precision` : sql`real`)
    .execute()
  await sql`create table daily_usage (${sql.join(COLUMNS.map((name) => sql`${sql.raw(name)} ${text}`))})`.execute(
    database,
  )
  if (postgres) return
  // SQLite's own triggers go row by row, which would halve its speed: `AFTER_RECORDS` adds whole batches instead.
  await sql`create table daily_usage_place (last integer not null)`.execute(database)
  await sql`insert into daily_usage_place (last) values (0)`.execute(database)
}
