import type { BudgetClaim, BudgetCounter, BudgetState, BudgetStore } from '@gateway/core'
import { sql } from 'kysely'
import type { Database } from './database.ts'
import type { Queries } from './schema.ts'

export function sqlBudgets(database: Database): BudgetStore {
  const { queries, clock } = database

  const opened = (write: Queries, { scope, period }: BudgetCounter) =>
    write
      .insertInto('budget_counters')
      .values({ scope, period, spent: 0, reserved: 0, since: clock })
      .onConflict((conflict) => conflict.columns(['scope', 'period']).doNothing())
      .execute()

  /** Whether the amount could be set aside. */
  const claimed = async (write: Queries, { scope, period, amount, limit, withinMs }: BudgetClaim) => {
    await opened(write, { scope, period })
    const { numUpdatedRows } = await write
      .updateTable('budget_counters')
      .set(({ eb }) => ({ reserved: eb('reserved', '+', amount) }))
      .where('scope', '=', scope)
      .where('period', '=', period)
      .where(sql<boolean>`spent + reserved <= ${sql.lit(limit)} - ${sql.lit(Math.max(amount, 1))}`)
      .$if(withinMs !== undefined, (query) => query.where(sql<boolean>`since > ${clock} - ${sql.lit(withinMs ?? 0)}`))
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }

  const read = async (scope: string): Promise<readonly BudgetState[]> => {
    const rows = await queries.selectFrom('budget_counters').selectAll().where('scope', '=', scope).execute()
    return rows.map((row) => ({
      scope,
      period: row.period,
      spent: Number(row.spent),
      reserved: Number(row.reserved),
    }))
  }

  const giveBack = async (write: Queries, rows: readonly (BudgetCounter & { readonly amount: number })[]) => {
    for (const { scope, period, amount } of [...rows].sort(inOrder)) {
      await write
        .updateTable('budget_counters')
        .set(({ eb }) => ({ reserved: eb('reserved', '-', Number(amount)) }))
        .where('scope', '=', scope)
        .where('period', '=', period)
        .execute()
    }
  }

  return {
    async reserve(id, claims, leaseMilliseconds) {
      let refused: BudgetClaim | undefined
      const setAside = async (write: Queries) => {
        for (const claim of [...claims].sort(inOrder)) {
          if (await claimed(write, claim)) continue
          refused = claim
          throw new Error('refused')
        }
        const lease = sql<number>`${clock} + ${sql.lit(leaseMilliseconds)}`
        await write
          .insertInto('budget_reservations')
          .values(claims.map(({ scope, period, amount }) => ({ id, scope, period, amount, lease_until: lease })))
          .execute()
      }
      try {
        await queries.transaction().execute(setAside)
        return undefined
      } catch (error) {
        if (refused === undefined) throw error
      }
      const { scope, period } = refused
      const state = (await read(scope)).find((each) => each.period === period)
      return { claim: refused, state: state ?? { scope, period, spent: 0, reserved: 0 } }
    },
    async settle(id, spendings) {
      await queries.transaction().execute(async (write) => {
        const rows = await write
          .deleteFrom('budget_reservations')
          .where('id', '=', id)
          .returning(['scope', 'period', 'amount'])
          .execute()
        // One order for all, as one transaction waits for another at these rows.
        for (const { scope, period, amount } of [...spendings].sort(inOrder)) {
          await opened(write, { scope, period })
          const back = Number(rows.find((row) => row.scope === scope && row.period === period)?.amount ?? 0)
          await write
            .updateTable('budget_counters')
            .set(({ eb }) => ({ spent: eb('spent', '+', amount), reserved: eb('reserved', '-', back) }))
            .where('scope', '=', scope)
            .where('period', '=', period)
            .execute()
        }
        const named = (row: BudgetCounter) => spendings.some((each) => inOrder(each, row) === 0)
        await giveBack(
          write,
          rows.filter((row) => !named(row)),
        )
      })
    },
    async renew(ids, leaseMilliseconds) {
      if (ids.length === 0) return
      await queries
        .updateTable('budget_reservations')
        .set({ lease_until: sql<number>`${clock} + ${sql.lit(leaseMilliseconds)}` })
        .where('id', 'in', ids)
        .execute()
    },
    reclaim: () =>
      queries.transaction().execute(async (write) => {
        const rows = await write
          .deleteFrom('budget_reservations')
          .where(sql<boolean>`lease_until < ${clock}`)
          .returning(['id', 'scope', 'period', 'amount'])
          .execute()
        await giveBack(write, rows)
        return new Set(rows.map(({ id }) => id)).size
      }),
    read,
    async reset(scope) {
      await queries.updateTable('budget_counters').set({ spent: 0 }).where('scope', '=', scope).execute()
    },
  }
}

const inOrder = (left: BudgetCounter, right: BudgetCounter): number =>
  left.scope === right.scope ? compared(left.period, right.period) : compared(left.scope, right.scope)

const compared = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)
