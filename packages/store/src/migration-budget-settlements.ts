import { sql } from 'kysely'
import type { DatabaseKind } from './migrations.ts'
import type { Queries } from './schema.ts'

/** What was booked on which counter, so that what is said twice is booked once. */
export async function budgetSettlements({ schema }: Queries, kind: DatabaseKind): Promise<void> {
  const text = kind === 'postgres' ? sql`text collate "C"` : sql`text`
  await schema
    .createTable('budget_settlements')
    .addColumn('id', text, (column) => column.notNull())
    .addColumn('scope', text, (column) => column.notNull())
    .addColumn('period', text, (column) => column.notNull())
    .addColumn('settled_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('budget_settlements_key', ['id', 'scope', 'period'])
    .execute()
  await schema.createIndex('budget_settlements_by_age').on('budget_settlements').column('settled_at').execute()
}
