import type { BudgetClaim, BudgetCounter, BudgetState, BudgetStore } from '@gateway/core'
import { sql } from 'kysely'
import { insertAlert, isNews, tellOf, toldColumn } from './budget-levels.ts'
import { forgetSettlements, SETTLED_MS, unsettledOf } from './budget-settlements.ts'
import type { Database } from './database.ts'
import type { Queries } from './schema.ts'
import type { AuditedWrite } from './sql-audit.ts'

export function sqlBudgets(database: Database, auditedWrite: AuditedWrite): BudgetStore {
  const { queries, clock, shared } = database

  const opened = (write: Queries, { scope, period, until }: BudgetCounter) =>
    write
      .insertInto('budget_counters')
      .values({ scope, period, spent: 0, reserved: 0, since: clock, ends_at: until ?? null })
      .onConflict((conflict) => conflict.columns(['scope', 'period']).doNothing())
      .execute()

  /** Whether the amount could be set aside. */
  const claimed = async (write: Queries, { scope, period, until, amount, limit, withinMs }: BudgetClaim) => {
    await opened(write, { scope, period, until })
    const { numUpdatedRows } = await write
      .updateTable('budget_counters')
      .set(({ eb }) => ({ reserved: eb('reserved', '+', amount), ends_at: until ?? null }))
      .where('scope', '=', scope)
      .where('period', '=', period)
      .where(sql<boolean>`spent + reserved <= ${sql.lit(limit)} - ${sql.lit(Math.max(amount, 1))}`)
      .$if(withinMs !== undefined, (query) => query.where(sql<boolean>`since > ${clock} - ${sql.lit(withinMs ?? 0)}`))
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }

  const read = async (...scopes: readonly string[]): Promise<readonly BudgetState[]> => {
    const rows = await queries.selectFrom('budget_counters').selectAll().where('scope', 'in', scopes).execute()
    return rows.map((row) => ({
      scope: row.scope,
      period: row.period,
      spent: Number(row.spent),
      reserved: Number(row.reserved),
      ...(row.told_exceeded === null ? {} : { toldExceeded: Number(row.told_exceeded) }),
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
    async reserve(id, claims, leaseMilliseconds, requestId = '') {
      if (claims.length === 0) return undefined
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
          .values(
            claims.map(({ scope, period, amount }) => ({
              ...{ id, scope, period, amount },
              lease_until: lease,
              request_id: requestId,
            })),
          )
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
    settle: (id, spendings, settlement = id) =>
      queries.transaction().execute(async (write) => {
        const rows = await write
          .deleteFrom('budget_reservations')
          .where('id', '=', id)
          .returning(['scope', 'period', 'amount'])
          .execute()
        // One order for all, as one transaction waits for another at these rows.
        const ordered = [...spendings].sort(inOrder)
        const unsettled = await unsettledOf(database, write, settlement, ordered)
        let told = 0
        for (const spending of ordered) {
          const { scope, period, until, levels = [] } = spending
          const amount = unsettled.has(spending) ? spending.amount : 0
          await opened(write, { scope, period, until })
          const back = Number(rows.find((row) => row.scope === scope && row.period === period)?.amount ?? 0)
          const standing = await write
            .updateTable('budget_counters')
            .set(({ eb }) => ({ spent: plus(amount), reserved: eb('reserved', '-', back) }))
            .where('scope', '=', scope)
            .where('period', '=', period)
            .returning(['spent', 'told_soft', 'told_exceeded'])
            .executeTakeFirstOrThrow()
          const spent = Number(standing.spent)
          const reached = levels.filter((level) => level.amount <= spent && isNews(level, standing))
          await tellOf(database, write, { scope, period }, reached, spent)
          told += reached.length
        }
        const named = (row: BudgetCounter) => spendings.some((each) => inOrder(each, row) === 0)
        await giveBack(
          write,
          rows.filter((row) => !named(row)),
        )
        return told
      }),
    tell: ({ scope, period, until }, level) =>
      queries.transaction().execute(async (write) => {
        await opened(write, { scope, period, until })
        const column = toldColumn(level)
        const standing = await write
          .updateTable('budget_counters')
          .set({ [column]: level.amount })
          .where('scope', '=', scope)
          .where('period', '=', period)
          .where(({ or, eb }) => or([eb(column, 'is', null), eb(column, '<', level.amount)]))
          .returning('spent')
          .executeTakeFirst()
        if (standing !== undefined) await insertAlert(database, write, level, Number(standing.spent))
        return standing !== undefined
      }),
    async renew(ids, leaseMilliseconds) {
      for (let start = 0; start < ids.length; start += NAMES) {
        await queries
          .updateTable('budget_reservations')
          .set({ lease_until: sql<number>`${clock} + ${sql.lit(leaseMilliseconds)}` })
          .where('id', 'in', ids.slice(start, start + NAMES))
          .execute()
      }
    },
    reclaim: () =>
      queries.transaction().execute(async (write) => {
        const rows = await write
          .deleteFrom('budget_reservations')
          .where(sql<boolean>`lease_until < ${clock}`)
          .where(({ not, exists, selectFrom }) =>
            not(
              exists(
                selectFrom('runs')
                  .select('runs.request_id')
                  .whereRef('runs.request_id', '=', 'budget_reservations.request_id')
                  .where('runs.ended_at', 'is', null)
                  .where(sql<boolean>`runs.lease_until > ${clock}`),
              ),
            ),
          )
          .returning(['id', 'scope', 'period', 'amount'])
          .execute()
        await giveBack(write, rows)
        return new Set(rows.map(({ id }) => id)).size
      }),
    async prune(most, settledMilliseconds = SETTLED_MS) {
      await forgetSettlements(database, most, settledMilliseconds)
      const over = sql<boolean>`ends_at < ${clock} and reserved = 0`
      const some = queries
        .selectFrom('budget_counters')
        .select(['scope', 'period'])
        .where(over)
        .limit(most)
        // Others forget as well, and book.
        .$if(shared, (query) => query.forUpdate().skipLocked())
      const { numDeletedRows } = await queries
        .deleteFrom('budget_counters')
        .where(({ eb, refTuple }) => eb(refTuple('scope', 'period'), 'in', some.$asTuple('scope', 'period')))
        // It may have been claimed meanwhile.
        .where(over)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
    read,
    reset: (scope) =>
      auditedWrite(async (write) => {
        await write
          .updateTable('budget_counters')
          .set({ spent: 0, told_soft: null, told_exceeded: null })
          .where('scope', '=', scope)
          .execute()
      }),
  }
}

/** Names in one query: databases bound how many there may be. */
const NAMES = 1_000
const MOST = Number.MAX_SAFE_INTEGER

/** What was spent and an amount: no more than what numbers are exact to. */
const plus = (amount: number) =>
  sql<number>`case when spent > ${sql.lit(MOST - amount)} then ${sql.lit(MOST)} else spent + ${sql.lit(amount)} end`

const inOrder = (left: BudgetCounter, right: BudgetCounter): number =>
  left.scope === right.scope ? compared(left.period, right.period) : compared(left.scope, right.scope)

const compared = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)
