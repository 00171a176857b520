import type { BudgetCounter, BudgetLevel } from '@gateway/core'
import { alertId } from './alert-id.ts'
import type { Database } from './database.ts'
import type { Queries } from './schema.ts'

/** What a counter stands at, and the greatest level of each kind that somebody was told of. */
export interface Standing {
  readonly spent: number
  readonly told_soft: number | null
  readonly told_exceeded: number | null
}

export const toldColumn = (level: BudgetLevel) =>
  level.type === 'budget.exceeded' ? ('told_exceeded' as const) : ('told_soft' as const)

/** Whether somebody is still to be told of a level: of one that is lower than another they know already. */
export const isNews = (level: BudgetLevel, standing: Standing): boolean =>
  Number(standing[toldColumn(level)] ?? -1) < level.amount

/** Makes the alerts, in the transaction of what they tell of. The counter's row is locked by whoever calls. */
export async function tellOf(
  database: Database,
  write: Queries,
  { scope, period }: BudgetCounter,
  levels: readonly BudgetLevel[],
  spent: number,
): Promise<void> {
  for (const level of levels) {
    await write
      .updateTable('budget_counters')
      .set({ [toldColumn(level)]: level.amount })
      .where('scope', '=', scope)
      .where('period', '=', period)
      .execute()
    await insertAlert(database, write, level, spent)
  }
}

/** The alert of a level, which is due at once. */
export async function insertAlert(
  { clock }: Database,
  write: Queries,
  { type, subject }: BudgetLevel,
  spent: number,
): Promise<void> {
  const now = new Date()
  const [id, time] = [alertId(now.getTime()), now.toISOString()]
  await write
    .insertInto('alerts')
    .values({ id, type, time, subject: JSON.stringify(subject), spent, deliveries: '[]', due_at: clock })
    .execute()
}
