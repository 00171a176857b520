import type { StopStore } from '@gateway/core'
import type { Database } from './database.ts'

export function sqlStops(database: Database): StopStore {
  return {
    async list() {
      const rows = await database.queries.selectFrom('stops').selectAll().orderBy('agent_id').execute()
      return rows.map(({ agent_id, cancel, ...row }) => ({ agentId: agent_id, ...row, cancel: cancel === 1 }))
    },
    async put({ agentId, reason, since, cancel }) {
      const row = { reason, since, cancel: cancel ? 1 : 0 }
      await database.change({ kind: 'stop', id: agentId }, async (write) => {
        await write
          .insertInto('stops')
          .values({ agent_id: agentId, ...row })
          .onConflict((conflict) => conflict.column('agent_id').doUpdateSet(row))
          .execute()
        return true
      })
    },
    async delete(agentId) {
      await database.change({ kind: 'stop', id: agentId }, async (write) => {
        const result = await write.deleteFrom('stops').where('agent_id', '=', agentId).executeTakeFirst()
        return result.numDeletedRows > 0n
      })
    },
  }
}
