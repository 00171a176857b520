import type { CardStore } from '@gateway/core'
import type { Database } from './database.ts'

export function sqlCards(database: Database): CardStore {
  const { queries } = database
  return {
    async list(agentId) {
      const rows = await queries
        .selectFrom('cards')
        .selectAll()
        .$if(agentId !== undefined, (query) => query.where('agent_id', '=', agentId ?? ''))
        .orderBy('agent_id')
        .execute()
      return rows.map((row) => ({ agentId: row.agent_id, card: JSON.parse(row.card), fetchedAt: row.fetched_at }))
    },
    async put({ agentId, card, fetchedAt }) {
      const found = { card: JSON.stringify(card), fetched_at: fetchedAt }
      await database.change({ kind: 'card', id: agentId }, async (write) => {
        await write
          .insertInto('cards')
          .values({ agent_id: agentId, ...found })
          .onConflict((conflict) => conflict.column('agent_id').doUpdateSet(found))
          .execute()
        return true
      })
    },
    async delete(agentId) {
      await database.change({ kind: 'card', id: agentId }, async (write) => {
        const result = await write.deleteFrom('cards').where('agent_id', '=', agentId).executeTakeFirst()
        return result.numDeletedRows > 0n
      })
    },
  }
}
