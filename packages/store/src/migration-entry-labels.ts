import { sql } from 'kysely'
import type { DatabaseKind } from './migrations.ts'
import type { Queries } from './schema.ts'
import { putLabels } from './sql-entry-labels.ts'

/** What teams and users are found by beside their ids, and the ids of those that are gone and not given again. */
export async function entryLabels(database: Queries, kind: DatabaseKind): Promise<void> {
  const text = kind === 'postgres' ? sql`text collate "C"` : sql`text`
  await database.schema
    .createTable('entry_labels')
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('label', text, (column) => column.notNull())
    .addColumn('id', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('entry_labels_primary', ['kind', 'label', 'id'])
    .execute()
  await database.schema.createIndex('entry_labels_by_entry').on('entry_labels').columns(['kind', 'id']).execute()
  await database.schema
    .createTable('deleted_ids')
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('id', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('deleted_ids_primary', ['kind', 'id'])
    .execute()
  for (const { id, document } of await database.selectFrom('teams').select(['id', 'document']).execute()) {
    const { members = [] }: { members?: readonly { userId: string }[] } = JSON.parse(document)
    const after = members.map(({ userId }) => `member ${userId}`)
    await putLabels(database, 'team', id, { before: [], after })
  }
  for (const { id, document } of await database.selectFrom('users').select(['id', 'document']).execute()) {
    const { role, email }: { role: string; email?: string } = JSON.parse(document)
    const after = [`role ${role}`, ...(email === undefined ? [] : [`email ${email}`])]
    await putLabels(database, 'user', id, { before: [], after })
  }
}
