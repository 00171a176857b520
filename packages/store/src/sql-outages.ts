import type { OutageStore } from '@gateway/core'
import type { Database } from './database.ts'

export function sqlOutages(database: Database): OutageStore {
  return {
    async list(agentId) {
      const rows = await database.queries
        .selectFrom('outages')
        .selectAll()
        .where('agent_id', '=', agentId)
        .orderBy('upstream')
        .execute()
      return rows.map(({ agent_id, asked, ...row }) => ({ agentId: agent_id, ...row, asked: asked === 1 }))
    },
    async put({ agentId, upstream, reason, since, until, asked }) {
      const row = { reason, since, until, asked: asked ? 1 : 0 }
      await database.change({ kind: 'outage', id: agentId }, async (write) => {
        await write
          .insertInto('outages')
          .values({ agent_id: agentId, upstream, ...row })
          .onConflict((conflict) => conflict.columns(['agent_id', 'upstream']).doUpdateSet(row))
          .execute()
        return true
      })
    },
    async delete(agentId, upstream) {
      await database.change({ kind: 'outage', id: agentId }, async (write) => {
        const result = await write
          .deleteFrom('outages')
          .where('agent_id', '=', agentId)
          .where('upstream', '=', upstream)
          .executeTakeFirst()
        return result.numDeletedRows > 0n
      })
    },
  }
}
