import { sql } from 'kysely'
import type { DatabaseKind } from './migrations.ts'
import type { Queries } from './schema.ts'

/** Keys that are an agent's, and the tags of keys; both of calls, too. */
export async function keyAgentsAndTags({ schema }: Queries, kind: DatabaseKind): Promise<void> {
  const text = kind === 'postgres' ? sql`text collate "C"` : sql`text`
  await schema.alterTable('keys').addColumn('agent_id', text).execute()
  await schema.alterTable('keys').addColumn('tags', text).execute()
  await schema.createIndex('keys_by_agent').on('keys').columns(['agent_id', 'created_at', 'id']).execute()
  await schema
    .createTable('key_tags')
    .addColumn('tag', text, (column) => column.notNull())
    .addColumn('created_at', text, (column) => column.notNull())
    .addColumn('key_id', text, (column) => column.notNull().references('keys.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('key_tags_primary', ['tag', 'created_at', 'key_id'])
    .execute()
  await schema.createIndex('key_tags_by_key').on('key_tags').column('key_id').execute()
  await schema.alterTable('records').addColumn('caller_agent_id', text).execute()
  await schema.alterTable('records').addColumn('tags', text).execute()
  // Most calls have neither, and pay for no entry.
  await schema
    .createIndex('records_by_caller_agent')
    .on('records')
    .columns(['caller_agent_id', 'id'])
    .where('caller_agent_id', 'is not', null)
    .execute()
  await schema
    .createIndex('records_with_tags')
    .on('records')
    .column('id')
    .where(sql.ref('tags'), 'is not', null)
    .execute()
}
