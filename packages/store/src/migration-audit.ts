import { sql } from 'kysely'
import type { DatabaseKind } from './migrations.ts'
import type { Queries } from './schema.ts'

const REFUSAL = 'entries of the audit log are neither changed nor deleted'

/** The audit log. The database itself refuses to change or delete an entry. */
export async function audit(database: Queries, kind: DatabaseKind): Promise<void> {
  const text = kind === 'postgres' ? sql`text collate "C"` : sql`text`
  const { schema } = database
  await schema
    .createTable('audit')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('time', text, (column) => column.notNull())
    .addColumn('actor', text, (column) => column.notNull())
    .addColumn('actor_alias', text)
    .addColumn('actor_user', text)
    .addColumn('action', text, (column) => column.notNull())
    .addColumn('outcome', text, (column) => column.notNull())
    .addColumn('target_kind', text, (column) => column.notNull())
    .addColumn('target_id', text, (column) => column.notNull())
    .addColumn('target_name', text)
    .addColumn('team_id', text)
    .addColumn('entry', text, (column) => column.notNull())
    .execute()
  await schema.createIndex('audit_by_target').on('audit').columns(['target_id', 'id']).execute()
  await schema.createIndex('audit_by_team').on('audit').columns(['team_id', 'id']).execute()
  await schema.createIndex('audit_by_time').on('audit').columns(['time']).execute()
  if (kind === 'sqlite') {
    for (const verb of ['update', 'delete'] as const) {
      await sql`create trigger ${sql.raw(`audit_no_${verb}`)} before ${sql.raw(verb)} on audit
        begin select raise(abort, ${sql.lit(REFUSAL)}); end`.execute(database)
    }
    return
  }
  await sql`create function audit_refuse() returns trigger language plpgsql as
    ${sql.lit(`begin raise exception '${REFUSAL}'; end`)}`.execute(database)
  await sql`create trigger audit_append_only before update or delete or truncate on audit
    for each statement execute function audit_refuse()`.execute(database)
}
