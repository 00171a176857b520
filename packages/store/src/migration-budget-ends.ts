import { budgetPeriod } from '@gateway/core'
import { sql } from 'kysely'
import type { Queries } from './schema.ts'

/** How long what was counted before is kept at least. */
const KEPT_MS = 30 * 86_400_000

/**
 * Counters of windows that are over, and of conversations that nobody goes on with, are forgotten; what is set aside tells
 * for which call.
 */
export async function budgetEnds(database: Queries): Promise<void> {
  await database.schema.alterTable('budget_counters').addColumn('ends_at', 'bigint').execute()
  await database.schema.createIndex('budget_counters_by_end').on('budget_counters').column('ends_at').execute()
  await database.schema
    .alterTable('budget_reservations')
    .addColumn('request_id', 'text', (column) => column.notNull().defaultTo(''))
    .execute()
  const ends = Date.now() + KEPT_MS
  await database
    .updateTable('budget_counters')
    .set({ ends_at: ends })
    .where(sql<boolean>`scope like 'conversation:%'`)
    .execute()
  const periods = await database.selectFrom('budget_counters').select('period').distinct().execute()
  for (const { period } of periods) {
    const [, duration, start] = /^(\d+(?:s|mo)) (\S+)$/.exec(period) ?? []
    const { resetAt } = budgetPeriod(duration, Date.parse(start ?? ''))
    if (resetAt === undefined) continue
    const ends_at = Math.max(resetAt, Date.now()) + KEPT_MS
    await database.updateTable('budget_counters').set({ ends_at }).where('period', '=', period).execute()
  }
}
