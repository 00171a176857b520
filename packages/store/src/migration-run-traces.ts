import { sql } from 'kysely'
import type { DatabaseKind } from './migrations.ts'
import type { Queries } from './schema.ts'

/** The trace that a run belongs to, which outlives its call. */
export async function runTraces({ schema }: Queries, kind: DatabaseKind): Promise<void> {
  const text = kind === 'postgres' ? sql`text collate "C"` : sql`text`
  await schema.alterTable('runs').addColumn('traceparent', text).execute()
}
