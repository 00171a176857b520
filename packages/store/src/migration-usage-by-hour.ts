import type { CallRecord } from '@gateway/core'
import { CompiledQuery, type Selectable, sql } from 'kysely'
import { addToRow, addUsage } from './add-usage.ts'
import { insertSql } from './database.ts'
import { usageByHolder } from './migration-usage-by-holder.ts'
import type { DatabaseKind } from './migrations.ts'
import { present } from './optional.ts'
import type { Queries, Schema } from './schema.ts'
import { USAGE_KEYS, USAGE_MEASURES, type UsageRow, UsageRows, type UsageTable, usageOf } from './usage-rows.ts'

/** Records that are read at a time. */
const BATCH = 1_000
/** Rows that are written at a time: SQLite takes 32,766 parameters. */
const ROWS = 1_000
const COLUMNS = [...USAGE_KEYS, ...USAGE_MEASURES, 'latency'] as const
const TABLES = ['daily_usage', 'hourly_usage'] as const satisfies readonly UsageTable[]

/**
 * What records add up to by day and by hour, told apart by errors, too, and how long the calls took. The database adds to
 * it the records that it takes, in the same transaction: one that is appended again, or that it refuses, does not count.
 * Records from before are added here: until now none is ever deleted.
 */
export async function usageByHour(database: Queries, kind: DatabaseKind): Promise<void> {
  const postgres = kind === 'postgres'
  const text = postgres ? sql`text collate "C"` : sql`text`
  const double = postgres ? sql`double precision` : sql`real`
  const { schema } = database
  await schema.alterTable('records').addColumn('error_code', text).execute()
  await schema.alterTable('records').addColumn('latency', text).execute()
  await schema.dropTable('daily_usage').execute()
  const columns = [
    ...USAGE_KEYS.map((name) => sql`${sql.raw(name)} ${text} not null`),
    ...USAGE_MEASURES.map((name) => sql`${sql.raw(name)} ${double} not null`),
    sql`latency ${text} not null`,
  ]
  for (const table of TABLES) {
    // Every row is written many times a minute: space for the next version of it beside it, and no second tree.
    await sql`create table ${sql.raw(table)} (${sql.join(columns)}, primary key (${sql.raw(USAGE_KEYS.join(', '))}))
      ${postgres ? sql`with (fillfactor = 70)` : sql`without rowid`}`.execute(database)
  }
  await usageByHolder(database)
  if (postgres) await postgresTrigger(database)
  await addFormer(database, postgres)
}

/** Once for each statement, whatever it inserts. */
async function postgresTrigger(database: Queries): Promise<void> {
  const statements = [
    `create function latency_sum(latencies text) returns text language sql immutable parallel safe as $$
      select coalesce(string_agg(case when calls = 1 then bucket else bucket || ':' || calls end, ' '), '') from (
        select split_part(entry, ':', 1) collate "C" as bucket,
          sum(case when strpos(entry, ':') = 0 then 1 else split_part(entry, ':', 2)::bigint end) as calls
        from unnest(string_to_array(latencies, ' ')) as entry where entry <> '' group by 1
      ) as buckets
    $$`,
    `create or replace function add_daily_usage() returns trigger language plpgsql as $$ begin
      ${TABLES.map((table) => addUsage('added', table)).join(';\n')};
      return null;
    end $$`,
    'drop trigger if exists records_daily_usage on records',
    `create trigger records_daily_usage after insert on records referencing new table as added
      for each statement execute function add_daily_usage()`,
  ]
  for (const statement of statements) await sql.raw(statement).execute(database)
}

async function addFormer(database: Queries, postgres: boolean): Promise<void> {
  let last = ''
  for (;;) {
    const rows = await database
      .selectFrom('records')
      .select(['id', 'time', 'agent_id', 'key_id', 'user_id', 'team_id', 'status', 'record'])
      .where('id', '>', last)
      .orderBy('id')
      .limit(BATCH)
      .execute()
    const newest = rows.at(-1)?.id
    if (newest === undefined) return
    last = newest
    const records = rows.map(formerRecord)
    for (const table of TABLES) {
      const sums = new UsageRows()
      for (const record of records) sums.add(usageOf(record, table))
      await write(database, table, sums.rows(), postgres)
    }
  }
}

async function write(database: Queries, table: UsageTable, rows: readonly UsageRow[], postgres: boolean) {
  for (let start = 0; start < rows.length; start += ROWS) {
    const part = rows.slice(start, start + ROWS)
    const values = part.flatMap((row) => COLUMNS.map((name) => row[name]))
    const placeholder = (position: number) => (postgres ? `$${position}` : '?')
    const insert = insertSql({ table, columns: COLUMNS, conflict: addToRow(table) }, part.length, placeholder)
    await database.executeQuery(CompiledQuery.raw(insert, values))
  }
}

type Former = Pick<
  Selectable<Schema['records']>,
  'time' | 'agent_id' | 'key_id' | 'user_id' | 'team_id' | 'status' | 'record'
>

/** Read here and not by the database, whose JSON has no place for every character that records have. */
function formerRecord(row: Former): CallRecord {
  const rest: CallRecord = JSON.parse(row.record)
  const { time, status, agent_id: agentId, key_id: keyId, user_id: userId, team_id: teamId } = row
  return { ...rest, time, status, ...present({ agentId, keyId, userId, teamId }) }
}
