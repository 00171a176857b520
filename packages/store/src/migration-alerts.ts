import { sql } from 'kysely'
import type { DatabaseKind } from './migrations.ts'
import type { Queries } from './schema.ts'

/** What somebody is to be told of, and of which spending somebody was. */
export async function alerts({ schema }: Queries, kind: DatabaseKind): Promise<void> {
  const text = kind === 'postgres' ? sql`text collate "C"` : sql`text`
  await schema.alterTable('budget_counters').addColumn('told_soft', 'bigint').execute()
  await schema.alterTable('budget_counters').addColumn('told_exceeded', 'bigint').execute()
  await schema
    .createTable('alerts')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('type', text, (column) => column.notNull())
    .addColumn('time', text, (column) => column.notNull())
    .addColumn('subject', text, (column) => column.notNull())
    .addColumn('spent', 'bigint', (column) => column.notNull())
    .addColumn('deliveries', text, (column) => column.notNull())
    .addColumn('due_at', 'bigint')
    .execute()
  await schema.createIndex('alerts_by_due').on('alerts').column('due_at').execute()
}
