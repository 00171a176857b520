import { sql } from 'kysely'
import type { DatabaseKind } from './migrations.ts'
import type { Queries } from './schema.ts'

/** Agents that are stopped, and upstreams that are down. */
export async function availability({ schema }: Queries, kind: DatabaseKind): Promise<void> {
  const text = kind === 'postgres' ? sql`text collate "C"` : sql`text`
  await schema
    .createTable('stops')
    .addColumn('agent_id', text, (column) => column.notNull().primaryKey())
    .addColumn('reason', text, (column) => column.notNull())
    .addColumn('since', text, (column) => column.notNull())
    .addColumn('cancel', 'integer', (column) => column.notNull())
    .execute()
  await schema
    .createTable('outages')
    .addColumn('agent_id', text, (column) => column.notNull())
    .addColumn('upstream', text, (column) => column.notNull())
    .addColumn('reason', text, (column) => column.notNull())
    .addColumn('since', text, (column) => column.notNull())
    .addColumn('until', text, (column) => column.notNull())
    .addColumn('asked', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('outages_key', ['agent_id', 'upstream'])
    .execute()
}
