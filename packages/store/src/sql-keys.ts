import type { KeyFilter, KeyStore, RateLimits, StoredKey } from '@gateway/core'
import type { Selectable } from 'kysely'
import type { Database } from './database.ts'
import { present } from './optional.ts'
import type { Schema } from './schema.ts'
import { orTaken } from './taken.ts'

type Row = Selectable<Schema['keys']>

export function sqlKeys(database: Database): KeyStore {
  const { queries } = database
  const changed = (id: string) => ({ kind: 'key', id }) as const

  function matching({ userId, teamId, alias }: KeyFilter) {
    return queries
      .selectFrom('keys')
      .$if(userId !== undefined, (query) => query.where('user_id', '=', userId ?? null))
      .$if(teamId !== undefined, (query) => query.where('team_id', '=', teamId ?? null))
      .$if(alias !== undefined, (query) => query.where('alias', '=', alias ?? null))
  }

  return {
    async get(id) {
      const row = await queries.selectFrom('keys').selectAll().where('id', '=', id).executeTakeFirst()
      return row && keyOf(row)
    },
    async list(filter) {
      const [rows, { total }] = await Promise.all([
        matching(filter)
          .selectAll()
          .orderBy('created_at', 'desc')
          .orderBy('id', 'desc')
          .limit(filter.limit)
          .offset(filter.offset)
          .execute(),
        matching(filter)
          .select(({ fn }) => fn.countAll().as('total'))
          .executeTakeFirstOrThrow(),
      ])
      return { keys: rows.map(keyOf), total: Number(total) }
    },
    async insert(key) {
      await orTaken(nameOf(key), () =>
        database.change(changed(key.id), async (write) => {
          await write.insertInto('keys').values(rowOf(key)).execute()
          return true
        }),
      )
    },
    update(key, before) {
      const { id, ...row } = rowOf(key)
      return orTaken(nameOf(key), () =>
        database.change(changed(id), async (write) => {
          const result = await write
            .updateTable('keys')
            .set(row)
            .where('id', '=', id)
            .where('updated_at', '=', before.updatedAt)
            .executeTakeFirst()
          return result.numUpdatedRows > 0n
        }),
      )
    },
    delete(id) {
      return database.change(changed(id), async (write) => {
        const result = await write.deleteFrom('keys').where('id', '=', id).executeTakeFirst()
        return result.numDeletedRows > 0n
      })
    },
  }
}

function nameOf(key: StoredKey): string {
  return key.alias === undefined ? `The key ${key.name}` : `The key ${key.name} or a key with the alias "${key.alias}"`
}

function rowOf(key: StoredKey): Row {
  return {
    id: key.id,
    name: key.name,
    alias: key.alias ?? null,
    user_id: key.userId ?? null,
    team_id: key.teamId ?? null,
    agents: JSON.stringify(key.agents),
    blocked: key.blocked ? 1 : 0,
    expires_at: key.expiresAt ?? null,
    metadata: key.metadata === undefined ? null : JSON.stringify(key.metadata),
    created_at: key.createdAt,
    updated_at: key.updatedAt,
    created_by: key.createdBy,
    limits: key.limits === undefined ? null : JSON.stringify(key.limits),
  }
}

function keyOf(row: Row): StoredKey {
  const metadata: Record<string, unknown> | null = row.metadata === null ? null : JSON.parse(row.metadata)
  const limits: RateLimits | null = row.limits === null ? null : JSON.parse(row.limits)
  return {
    id: row.id,
    name: row.name,
    agents: JSON.parse(row.agents),
    blocked: row.blocked !== 0,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    createdBy: row.created_by,
    ...present({
      alias: row.alias,
      userId: row.user_id,
      teamId: row.team_id,
      expiresAt: row.expires_at,
      metadata,
      limits,
    }),
  }
}
