import type { CallRecord } from '@gateway/core'
import { type Selectable, sql } from 'kysely'
import { addDailyUsage } from './add-daily-usage.ts'
import { DailyUsages, USAGE_KEYS, USAGE_MEASURES, usageOf } from './daily-usage.ts'
import type { DatabaseKind } from './migrations.ts'
import { present } from './optional.ts'
import type { Queries, Schema } from './schema.ts'

/** Records that are read at a time. */
const BATCH = 1_000
/** Rows that are written at a time: SQLite takes 32,766 parameters. */
const ROWS = 1_000

/**
 * What records add up to by day. The database adds to it the records that it takes, in the same transaction: one that is
 * appended again, or that it refuses, does not count. Records from before are added here.
 */
export async function dailyUsage(database: Queries, kind: DatabaseKind): Promise<void> {
  const postgres = kind === 'postgres'
  const text = postgres ? sql`text collate "C"` : sql`text`
  const double = postgres ? sql`double precision` : sql`real`
  const { schema } = database
  await schema.alterTable('records').addColumn('kind', text).execute()
  await schema.alterTable('records').addColumn('upstream', text).execute()
  await schema.alterTable('records').addColumn('total_ms', double).execute()

  const columns = [
    ...USAGE_KEYS.map((name) => sql`${sql.raw(name)} ${text} not null`),
    ...USAGE_MEASURES.map((name) => sql`${sql.raw(name)} ${double} not null`),
  ]
  // Every row is written many times a minute: space for the next version of it beside it, and no second tree.
  await sql`create table daily_usage (${sql.join(columns)}, primary key (${sql.raw(USAGE_KEYS.join(', '))}))
    ${postgres ? sql`with (fillfactor = 70)` : sql`without rowid`}`.execute(database)

  if (postgres) await postgresTrigger(database)
  else await sqlitePlace(database)
  await addFormer(database)
}

/** SQLite's own triggers go row by row, which would halve its speed: `AFTER_RECORDS` adds whole batches instead. */
async function sqlitePlace(database: Queries): Promise<void> {
  await sql`create table daily_usage_place (last integer not null)`.execute(database)
  await sql`insert into daily_usage_place (last) values (0)`.execute(database)
}

/** Once for each statement, whatever it inserts. */
async function postgresTrigger(database: Queries): Promise<void> {
  await sql
    .raw(
      `create function add_daily_usage() returns trigger language plpgsql as $$ begin
        ${addDailyUsage('added')};
        return null;
      end $$`,
    )
    .execute(database)
  await sql
    .raw(
      `create trigger records_daily_usage after insert on records referencing new table as added
        for each statement execute function add_daily_usage()`,
    )
    .execute(database)
}

async function addFormer(database: Queries): Promise<void> {
  let last: string | undefined
  for (;;) {
    const after = last
    const rows = await database
      .selectFrom('records')
      .select(['id', 'time', 'agent_id', 'key_id', 'user_id', 'team_id', 'status', 'record'])
      .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
      .orderBy('id')
      .limit(BATCH)
      .execute()
    if (rows.length === 0) return
    const days = new DailyUsages()
    for (const row of rows) days.add(usageOf(formerRecord(row)))
    const added = days.rows()
    for (let start = 0; start < added.length; start += ROWS) {
      await database
        .insertInto('daily_usage')
        .values(added.slice(start, start + ROWS))
        .onConflict((conflict) =>
          conflict.columns([...USAGE_KEYS]).doUpdateSet(({ eb, ref }) => {
            const sum = (name: (typeof USAGE_MEASURES)[number]) =>
              eb(`daily_usage.${name}`, '+', ref(`excluded.${name}`))
            return {
              calls: sum('calls'),
              input_tokens: sum('input_tokens'),
              output_tokens: sum('output_tokens'),
              total_tokens: sum('total_tokens'),
              estimated_tokens: sum('estimated_tokens'),
              cost: sum('cost'),
              total_ms: sum('total_ms'),
            }
          }),
        )
        .execute()
    }
    last = rows.at(-1)?.id
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
