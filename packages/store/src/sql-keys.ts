import type { Budget, KeyRotation, KeyScope, KeyStore, RateLimits, StoredKey } from '@gateway/core'
import type { Selectable } from 'kysely'
import type { Database } from './database.ts'
import { forgetFormerSecrets } from './former-secrets.ts'
import { keyCount, keyOfSecret, keyPage, putTags } from './key-queries.ts'
import { KnownLists } from './known-lists.ts'
import { present } from './optional.ts'
import type { Queries, Schema } from './schema.ts'
import { orTaken } from './taken.ts'

type Row = Selectable<Schema['keys']>

export function sqlKeys(database: Database): KeyStore {
  const { queries } = database
  const changed = (id: string) => ({ kind: 'key', id }) as const
  // Keys go with their team or user.
  const lists = new KnownLists((listener) => database.onChange(listener), ['key', 'team', 'user'])

  return {
    async get(id) {
      const row = await queries.selectFrom('keys').selectAll().where('id', '=', id).executeTakeFirst()
      return row && keyOf(row)
    },
    async findSecret(hash) {
      const row = await keyOfSecret(queries, hash).executeTakeFirst()
      return row && { key: keyOf(row), ...present({ expiresAt: row.secret_expires_at }) }
    },
    async list({ offset, limit, ...wanted }) {
      const { userId, teamId, alias, agentId, tag } = wanted
      const name = JSON.stringify([userId, teamId, alias, agentId, tag])
      const { rows, total } = await lists.page(
        name,
        { offset, limit },
        {
          rows: (asked) => keyPage(queries, wanted, asked).execute(),
          count: async () => Number((await keyCount(queries, wanted).executeTakeFirstOrThrow()).total),
        },
      )
      return { keys: rows.map(keyOf), total }
    },
    async insert(key) {
      await orTaken(nameOf(key), () =>
        database.change(changed(key.id), async (write) => {
          await write.insertInto('keys').values(rowOf(key)).execute()
          await write.insertInto('key_secrets').values({ hash: key.id, key_id: key.id, expires_at: null }).execute()
          await putTags(write, key)
          return true
        }),
      )
    },
    update(key, before) {
      return orTaken(nameOf(key), () => database.change(changed(key.id), (write) => replace(write, key, before)))
    },
    rotate(key, before, { hash, formerUntil }) {
      return orTaken(nameOf(key), () =>
        database.change(changed(key.id), async (write) => {
          if (!(await replace(write, key, before))) return false
          await write
            .updateTable('key_secrets')
            .set({ expires_at: formerUntil })
            .where('key_id', '=', key.id)
            .where(({ eb, or }) => or([eb('expires_at', 'is', null), eb('expires_at', '>', formerUntil)]))
            .execute()
          await write.insertInto('key_secrets').values({ hash, key_id: key.id, expires_at: null }).execute()
          await forgetFormerSecrets(write, key)
          return true
        }),
      )
    },
    delete(id, before) {
      return database.change(changed(id), async (write) => {
        const result = await write
          .deleteFrom('keys')
          .where('id', '=', id)
          .$if(before !== undefined, (query) => query.where('updated_at', '=', before?.updatedAt ?? ''))
          .executeTakeFirst()
        return result.numDeletedRows > 0n
      })
    },
  }
}

/** Whether the key was still as it was before. */
async function replace(write: Queries, key: StoredKey, before: StoredKey): Promise<boolean> {
  const { id, ...row } = rowOf(key)
  const result = await write
    .updateTable('keys')
    .set(row)
    .where('id', '=', id)
    .where('updated_at', '=', before.updatedAt)
    .executeTakeFirst()
  if (result.numUpdatedRows === 0n) return false
  await write.deleteFrom('key_tags').where('key_id', '=', id).execute()
  await putTags(write, key)
  return true
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
    rotation: key.rotation === undefined ? null : JSON.stringify(key.rotation),
    budget: key.budget === undefined ? null : JSON.stringify(key.budget),
    agent_id: key.agentId ?? null,
    scopes: key.scopes === undefined ? null : JSON.stringify(key.scopes),
    tags: key.tags === undefined ? null : JSON.stringify(key.tags),
  }
}

function keyOf(row: Row): StoredKey {
  const metadata: Record<string, unknown> | null = row.metadata === null ? null : JSON.parse(row.metadata)
  const limits: RateLimits | null = row.limits === null ? null : JSON.parse(row.limits)
  const scopes: readonly KeyScope[] | null = row.scopes === null ? null : JSON.parse(row.scopes)
  const tags: readonly string[] | null = row.tags === null ? null : JSON.parse(row.tags)
  const rotation: KeyRotation | null = row.rotation === null ? null : JSON.parse(row.rotation)
  const budget: Budget | null = row.budget === null ? null : JSON.parse(row.budget)
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
      rotation,
      budget,
      agentId: row.agent_id,
      tags,
      scopes,
    }),
  }
}
