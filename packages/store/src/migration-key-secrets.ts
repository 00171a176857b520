import { sql } from 'kysely'
import type { DatabaseKind } from './migrations.ts'
import type { Queries } from './schema.ts'

/** Secrets apart from their keys, so that a key stays what it is when its secret is replaced. Its id is that of its first. */
export async function keySecrets(database: Queries, kind: DatabaseKind): Promise<void> {
  const text = kind === 'postgres' ? sql`text collate "C"` : sql`text`
  const { schema } = database
  await schema.alterTable('keys').addColumn('rotation', 'text').execute()
  await schema
    .createTable('key_secrets')
    .addColumn('hash', text, (column) => column.primaryKey())
    .addColumn('key_id', text, (column) => column.notNull().references('keys.id').onDelete('cascade'))
    .addColumn('expires_at', text)
    .execute()
  await schema.createIndex('key_secrets_by_key').on('key_secrets').column('key_id').execute()
  await sql`insert into key_secrets (hash, key_id) select id, id from keys`.execute(database)
}
