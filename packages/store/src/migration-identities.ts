import { sql } from 'kysely'
import type { DatabaseKind } from './migrations.ts'
import type { Queries } from './schema.ts'

const TABLES = ['teams', 'users', 'access_groups'] as const

/** Teams, users and access groups. Those that keys named before there were any are kept, and narrow nothing. */
export async function identities(database: Queries, kind: DatabaseKind): Promise<void> {
  const text = kind === 'postgres' ? sql`text collate "C"` : sql`text`
  for (const table of TABLES) {
    await database.schema
      .createTable(table)
      .addColumn('id', text, (column) => column.primaryKey())
      .addColumn('name', text, (column) => column.unique())
      .addColumn('document', text, (column) => column.notNull())
      .addColumn('created_at', text, (column) => column.notNull())
      .addColumn('updated_at', text, (column) => column.notNull())
      .execute()
    await database.schema.createIndex(`${table}_by_age`).on(table).columns(['created_at', 'id']).execute()
  }
  const time = new Date().toISOString()
  const named = { createdBy: 'migration', agents: { access: 'all' } }
  const team = JSON.stringify({ ...named, members: [], blocked: false })
  const user = JSON.stringify({ ...named, role: 'internal_user' })
  await sql`insert into teams (id, document, created_at, updated_at)
    select distinct team_id, cast(${team} as text), cast(${time} as text), cast(${time} as text) from keys where team_id is not null`.execute(
    database,
  )
  await sql`insert into users (id, document, created_at, updated_at)
    select distinct user_id, cast(${user} as text), cast(${time} as text), cast(${time} as text) from keys where user_id is not null`.execute(
    database,
  )
}
