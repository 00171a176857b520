import { sql } from 'kysely'
import type { DatabaseKind } from './migrations.ts'
import type { Queries } from './schema.ts'

/** Who is signed in with a browser. */
export async function signIns({ schema }: Queries, kind: DatabaseKind): Promise<void> {
  const text = kind === 'postgres' ? sql`text collate "C"` : sql`text`
  await schema
    .createTable('sign_ins')
    .addColumn('id', text, (column) => column.notNull().primaryKey())
    .addColumn('owner', text, (column) => column.notNull())
    .addColumn('document', text, (column) => column.notNull())
    .addColumn('created_at', text, (column) => column.notNull())
    .addColumn('seen_at', text, (column) => column.notNull())
    .addColumn('expires_at', text, (column) => column.notNull())
    .execute()
  await schema.createIndex('sign_ins_by_owner').on('sign_ins').columns(['owner', 'created_at']).execute()
}
