import type { Change, EntryStore, StoredAccessGroup, StoredEntry, StoredTeam, StoredUser } from '@gateway/core'
import type { Selectable } from 'kysely'
import type { Database } from './database.ts'
import type { EntryColumns, Queries } from './schema.ts'
import { orTaken } from './taken.ts'

interface Kind<Entry> {
  readonly table: 'teams' | 'users' | 'access_groups'
  readonly kind: Change['kind']
  readonly what: string
  /** A name that only one may have. */
  readonly name: (entry: Entry) => string | null
  /** The column of a key that names one of these. */
  readonly keys?: 'team_id' | 'user_id'
}

export const sqlTeams = (database: Database) =>
  sqlEntries<StoredTeam>(database, {
    table: 'teams',
    kind: 'team',
    what: 'The team',
    name: () => null,
    keys: 'team_id',
  })

export const sqlUsers = (database: Database) =>
  sqlEntries<StoredUser>(database, {
    table: 'users',
    kind: 'user',
    what: 'The user',
    name: () => null,
    keys: 'user_id',
  })

export const sqlAccessGroups = (database: Database) =>
  sqlEntries<StoredAccessGroup>(database, {
    table: 'access_groups',
    kind: 'access-group',
    what: 'The access group',
    name: ({ name }) => name,
  })

function sqlEntries<Entry extends StoredEntry>(database: Database, options: Kind<Entry>): EntryStore<Entry> {
  const { table, kind, what, name, keys } = options
  const { queries } = database
  const rowOf = (entry: Entry) => {
    const { id, createdAt, updatedAt, ...document } = entry
    return { id, name: name(entry), document: JSON.stringify(document), created_at: createdAt, updated_at: updatedAt }
  }
  const taken = (entry: Entry) => `${what} "${name(entry) ?? entry.id}"`
  return {
    async get(id) {
      const row = await queries.selectFrom(table).selectAll().where('id', '=', id).executeTakeFirst()
      return row && entryOf<Entry>(row)
    },
    async list({ offset, limit }) {
      const [rows, { total }] = await Promise.all([
        queries
          .selectFrom(table)
          .selectAll()
          .orderBy('created_at', 'desc')
          .orderBy('id', 'desc')
          .limit(limit)
          .offset(offset)
          .execute(),
        queries
          .selectFrom(table)
          .select(({ fn }) => fn.countAll().as('total'))
          .executeTakeFirstOrThrow(),
      ])
      return { entries: rows.map((row) => entryOf<Entry>(row)), total: Number(total) }
    },
    async insert(entry) {
      await orTaken(taken(entry), () =>
        database.change({ kind, id: entry.id }, async (write) => {
          await write.insertInto(table).values(rowOf(entry)).execute()
          return true
        }),
      )
    },
    update(entry, before) {
      const { id, ...row } = rowOf(entry)
      return orTaken(taken(entry), () =>
        database.change({ kind, id }, async (write) => {
          const result = await write
            .updateTable(table)
            .set(row)
            .where('id', '=', id)
            .where('updated_at', '=', before.updatedAt)
            .executeTakeFirst()
          return result.numUpdatedRows > 0n
        }),
      )
    },
    delete(id) {
      return database.change({ kind, id }, async (write) => {
        const result = await write.deleteFrom(table).where('id', '=', id).executeTakeFirst()
        if (result.numDeletedRows === 0n) return false
        // Behind it: a key whose team or user is gone is refused anyway.
        if (keys !== undefined) await deleteKeys(write, keys, id)
        return true
      })
    },
  }
}

async function deleteKeys(write: Queries, column: 'team_id' | 'user_id', id: string): Promise<void> {
  await write.deleteFrom('keys').where(column, '=', id).execute()
}

function entryOf<Entry extends StoredEntry>(row: Selectable<EntryColumns>): Entry {
  const document = JSON.parse(row.document)
  return { ...document, id: row.id, createdAt: row.created_at, updatedAt: row.updated_at }
}
