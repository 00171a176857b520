import type { RepairStore } from '@gateway/core'
import type { Database } from './database.ts'

export function sqlRepairs(database: Database): RepairStore {
  return {
    async list(agentId) {
      let query = database.queries
        .selectFrom('repairs')
        .selectAll()
        .orderBy('since')
        .orderBy('agent_id')
        .orderBy('repair')
      if (agentId !== undefined) query = query.where('agent_id', '=', agentId)
      const rows = await query.execute()
      return rows.map(({ agent_id, ...row }) => ({ agentId: agent_id, ...row }))
    },
    async put({ agentId, repair, revision, since }) {
      await database.change({ kind: 'repair', id: agentId }, async (write) => {
        const result = await write
          .insertInto('repairs')
          .values({ agent_id: agentId, repair, revision, since })
          .onConflict((conflict) =>
            conflict
              .columns(['agent_id', 'repair'])
              .doUpdateSet({ revision, since })
              .where('repairs.revision', '!=', revision),
          )
          .executeTakeFirst()
        return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
      })
    },
    async delete(agentId) {
      await database.change({ kind: 'repair', id: agentId }, async (write) => {
        const result = await write.deleteFrom('repairs').where('agent_id', '=', agentId).executeTakeFirst()
        return result.numDeletedRows > 0n
      })
    },
  }
}
