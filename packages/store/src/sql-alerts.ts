import type { AlertStore, StoredAlert } from '@gateway/core'
import { type Selectable, sql } from 'kysely'
import type { Database } from './database.ts'
import type { Schema } from './schema.ts'

export function sqlAlerts({ queries, clock, shared }: Database): AlertStore {
  return {
    async list({ before, limit }) {
      const rows = await queries
        .selectFrom('alerts')
        .selectAll()
        .$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()
      return rows.map(alertOf)
    },
    async take(limit, leaseMilliseconds) {
      const rows = await queries
        .updateTable('alerts')
        .set({ due_at: sql<number>`${clock} + ${sql.lit(leaseMilliseconds)}` })
        .where('id', 'in', (query) =>
          query
            .selectFrom('alerts')
            .select('id')
            .where(sql<boolean>`due_at <= ${clock}`)
            .orderBy('due_at')
            .limit(limit)
            // Gateways that look at once take others.
            .$if(shared, (due) => due.forUpdate().skipLocked()),
        )
        .returningAll()
        .execute()
      return rows.map(alertOf).sort((left, right) => (left.id < right.id ? -1 : 1))
    },
    async update(id, deliveries, againInMilliseconds) {
      const due = againInMilliseconds === undefined ? null : sql<number>`${clock} + ${sql.lit(againInMilliseconds)}`
      await queries
        .updateTable('alerts')
        .set({ deliveries: JSON.stringify(deliveries), due_at: due })
        .where('id', '=', id)
        .execute()
    },
    async prune(before, limit) {
      const { numDeletedRows } = await queries
        .deleteFrom('alerts')
        .where('id', 'in', (query) =>
          query.selectFrom('alerts').select('id').where('time', '<', before).orderBy('id').limit(limit),
        )
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}

function alertOf(row: Selectable<Schema['alerts']>): StoredAlert {
  return {
    id: row.id,
    type: row.type,
    time: row.time,
    subject: JSON.parse(row.subject),
    spent: Number(row.spent),
    deliveries: JSON.parse(row.deliveries),
    over: row.due_at === null,
  }
}
