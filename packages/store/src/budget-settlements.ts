import type { BudgetSpending } from '@gateway/core'
import { sql } from 'kysely'
import type { Database } from './database.ts'
import type { Queries } from './schema.ts'

/** How long it is known that something was settled: a database may be away for less, with what was not answered said again. */
export const SETTLED_MS = 86_400_000

/** Those of the spendings that nobody has settled yet. They are from now on; what is nothing settles nothing. */
export async function unsettledOf(
  { clock }: Database,
  write: Queries,
  settlement: string,
  spendings: readonly BudgetSpending[],
): Promise<ReadonlySet<BudgetSpending>> {
  const some = spendings.filter(({ amount }) => amount > 0)
  if (some.length === 0) return new Set()
  const rows = await write
    .insertInto('budget_settlements')
    .values(some.map(({ scope, period }) => ({ id: settlement, scope, period, settled_at: clock })))
    .onConflict((conflict) => conflict.columns(['id', 'scope', 'period']).doNothing())
    .returning(['scope', 'period'])
    .execute()
  return new Set(some.filter((each) => rows.some((row) => row.scope === each.scope && row.period === each.period)))
}

/** Forgets as many settlements at most that are so old. */
export async function forgetSettlements(
  { queries, clock, shared }: Database,
  most: number,
  settledMilliseconds: number,
): Promise<void> {
  const old = queries
    .selectFrom('budget_settlements')
    .select(['id', 'scope', 'period'])
    .where(sql<boolean>`settled_at < ${clock} - ${sql.lit(settledMilliseconds)}`)
    .limit(most)
    // Others forget as well.
    .$if(shared, (query) => query.forUpdate().skipLocked())
  await queries
    .deleteFrom('budget_settlements')
    .where(({ eb, refTuple }) => eb(refTuple('id', 'scope', 'period'), 'in', old.$asTuple('id', 'scope', 'period')))
    .execute()
}
