import type { SignInStore, StoredSignIn } from '@gateway/core'
import type { Selectable } from 'kysely'
import type { Database } from './database.ts'
import type { Schema } from './schema.ts'

export function sqlSignIns(database: Database): SignInStore {
  const { queries } = database
  return {
    async get(id) {
      const row = await queries.selectFrom('sign_ins').selectAll().where('id', '=', id).executeTakeFirst()
      return row && signInOf(row)
    },
    async list(owner) {
      const rows = await queries
        .selectFrom('sign_ins')
        .selectAll()
        .where('owner', '=', owner)
        .orderBy('created_at', 'desc')
        .execute()
      return rows.map(signInOf)
    },
    async insert({ id, owner, createdAt, seenAt, expiresAt, ...document }) {
      const times = { created_at: createdAt, seen_at: seenAt, expires_at: expiresAt }
      await database.change({ kind: 'sign-in', id }, async (write) => {
        await write
          .insertInto('sign_ins')
          .values({ id, owner, document: JSON.stringify(document), ...times })
          .execute()
        return true
      })
    },
    async touch(id, seenAt) {
      await queries.updateTable('sign_ins').set({ seen_at: seenAt }).where('id', '=', id).execute()
    },
    update: ({ id, owner, createdAt: _created, seenAt: _seen, expiresAt, ...document }) =>
      database.change({ kind: 'sign-in', id }, async (write) => {
        const values = { owner, document: JSON.stringify(document), expires_at: expiresAt }
        const result = await write.updateTable('sign_ins').set(values).where('id', '=', id).executeTakeFirst()
        return result.numUpdatedRows > 0n
      }),
    delete: (id) =>
      database.change({ kind: 'sign-in', id }, async (write) => {
        const result = await write.deleteFrom('sign_ins').where('id', '=', id).executeTakeFirst()
        return result.numDeletedRows > 0n
      }),
    async deleteOver({ seenBefore, now }) {
      await queries
        .deleteFrom('sign_ins')
        .where(({ or, eb }) => or([eb('seen_at', '<', seenBefore), eb('expires_at', '<=', now)]))
        .execute()
    },
  }
}

function signInOf({ document, ...row }: Selectable<Schema['sign_ins']>): StoredSignIn {
  const times = { createdAt: row.created_at, seenAt: row.seen_at, expiresAt: row.expires_at }
  return { ...JSON.parse(document), id: row.id, owner: row.owner, ...times }
}
