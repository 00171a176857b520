import { sql } from 'kysely'
import type { DatabaseKind } from './migrations.ts'
import type { Queries } from './schema.ts'

/** What has to be put right of agents' answers. */
export async function repairs({ schema }: Queries, kind: DatabaseKind): Promise<void> {
  const text = kind === 'postgres' ? sql`text collate "C"` : sql`text`
  await schema
    .createTable('repairs')
    .addColumn('agent_id', text, (column) => column.notNull())
    .addColumn('repair', text, (column) => column.notNull())
    .addColumn('revision', text, (column) => column.notNull())
    .addColumn('since', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('repairs_key', ['agent_id', 'repair'])
    .execute()
}
