import { sql } from 'kysely'
import type { DatabaseKind } from './migrations.ts'
import type { Queries } from './schema.ts'

/** Requests that are done once, and their answers. */
export async function idempotency({ schema }: Queries, kind: DatabaseKind): Promise<void> {
  const text = kind === 'postgres' ? sql`text collate "C"` : sql`text`
  await schema
    .createTable('idempotent_requests')
    .addColumn('key', text, (column) => column.notNull().primaryKey())
    .addColumn('fingerprint', text, (column) => column.notNull())
    .addColumn('holder', text, (column) => column.notNull())
    .addColumn('answer', text)
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute()
  await schema.createIndex('idempotent_requests_by_end').on('idempotent_requests').column('expires_at').execute()
}
