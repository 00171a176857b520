import { sql } from 'kysely'
import type { DatabaseKind } from './migrations.ts'
import type { Queries } from './schema.ts'

/** How much may be spent with keys, what was, and what is set aside. */
export async function budgets({ schema }: Queries, kind: DatabaseKind): Promise<void> {
  const text = kind === 'postgres' ? sql`text collate "C"` : sql`text`
  await schema.alterTable('keys').addColumn('budget', 'text').execute()
  await schema
    .createTable('budget_counters')
    .addColumn('scope', text, (column) => column.notNull())
    .addColumn('period', text, (column) => column.notNull())
    .addColumn('spent', 'bigint', (column) => column.notNull())
    .addColumn('reserved', 'bigint', (column) => column.notNull())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('budget_counters_key', ['scope', 'period'])
    .execute()
  await schema
    .createTable('budget_reservations')
    .addColumn('id', text, (column) => column.notNull())
    .addColumn('scope', text, (column) => column.notNull())
    .addColumn('period', text, (column) => column.notNull())
    .addColumn('amount', 'bigint', (column) => column.notNull())
    .addColumn('lease_until', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('budget_reservations_key', ['id', 'scope', 'period'])
    .execute()
  await schema.createIndex('budget_reservations_by_lease').on('budget_reservations').column('lease_until').execute()
}
