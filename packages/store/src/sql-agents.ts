import type { AgentStore, StoredAgent } from '@gateway/core'
import type { Selectable } from 'kysely'
import type { Database } from './database.ts'
import type { Schema } from './schema.ts'
import { orTaken } from './taken.ts'

export function sqlAgents(database: Database): AgentStore {
  const { queries } = database
  const changed = (id: string) => ({ kind: 'agent', id }) as const
  return {
    async list() {
      return (await queries.selectFrom('agents').selectAll().orderBy('name').execute()).map(agentOf)
    },
    async get(id) {
      const row = await queries.selectFrom('agents').selectAll().where('id', '=', id).executeTakeFirst()
      return row && agentOf(row)
    },
    async insert(agent) {
      const row = {
        id: agent.id,
        name: agent.name,
        definition: agent.definition,
        created_at: agent.createdAt,
        updated_at: agent.updatedAt,
      }
      await orTaken(nameOf(agent), () =>
        database.change(changed(agent.id), async (write) => {
          await write.insertInto('agents').values(row).execute()
          return true
        }),
      )
    },
    update(agent, before) {
      const row = { name: agent.name, definition: agent.definition, updated_at: agent.updatedAt }
      return orTaken(nameOf(agent), () =>
        database.change(changed(agent.id), async (write) => {
          const result = await write
            .updateTable('agents')
            .set(row)
            .where('id', '=', agent.id)
            .where('definition', '=', before.definition)
            .where('updated_at', '=', before.updatedAt)
            .executeTakeFirst()
          return result.numUpdatedRows > 0n
        }),
      )
    },
    delete(id, before) {
      return database.change(changed(id), async (write) => {
        const result = await write
          .deleteFrom('agents')
          .where('id', '=', id)
          .$if(before !== undefined, (query) =>
            query.where('definition', '=', before?.definition ?? '').where('updated_at', '=', before?.updatedAt ?? ''),
          )
          .executeTakeFirst()
        return result.numDeletedRows > 0n
      })
    },
  }
}

function nameOf(agent: StoredAgent): string {
  return `An agent named "${agent.name}" or with the id ${agent.id}`
}

function agentOf(row: Selectable<Schema['agents']>): StoredAgent {
  return {
    id: row.id,
    name: row.name,
    definition: row.definition,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
