import { sql } from 'kysely'
import type { DatabaseKind } from './migrations.ts'
import type { Queries } from './schema.ts'

/** The events of a stream, beside the answer that was put together of them. */
export async function recordEvents({ schema }: Queries, kind: DatabaseKind): Promise<void> {
  const text = kind === 'postgres' ? sql`text collate "C"` : sql`text`
  await schema.alterTable('record_contents').addColumn('events', text).execute()
}
