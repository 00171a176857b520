import type {
  Change,
  EntryFilter,
  EntryStore,
  StoredAccessGroup,
  StoredEntry,
  StoredTeam,
  StoredUser,
  TeamFilter,
  UserFilter,
  UserStore,
} from '@gateway/core'
import type { Selectable } from 'kysely'
import type { Database } from './database.ts'
import { type EntryLabels, noLabels, teamLabels, userLabels } from './entry-labels.ts'
import { KnownLists } from './known-lists.ts'
import type { EntryColumns, Queries } from './schema.ts'
import { putLabels } from './sql-entry-labels.ts'
import { notGivenAgain, orTaken } from './taken.ts'

interface Kind<Entry, Filter> {
  readonly table: 'teams' | 'users' | 'access_groups'
  readonly kind: Change['kind']
  readonly what: string
  /** A name that only one may have. */
  readonly name: (entry: Entry) => string | null
  readonly labels: EntryLabels<Entry, Filter>
  /** The column of a key that names one of these. */
  readonly keys?: 'team_id' | 'user_id'
  /** What is kept under the id outlives the entry: it is not given to another. */
  readonly once?: boolean
  /** Ids of what is gone are kept, though they are given again. */
  readonly remembered?: boolean
}

export const sqlTeams = (database: Database) =>
  sqlEntries<StoredTeam, TeamFilter>(database, {
    table: 'teams',
    kind: 'team',
    what: 'The team',
    name: () => null,
    labels: teamLabels,
    keys: 'team_id',
    once: true,
  })

export const sqlUsers = (database: Database): UserStore => ({
  ...sqlEntries<StoredUser, UserFilter>(database, {
    table: 'users',
    kind: 'user',
    what: 'The user',
    name: () => null,
    labels: userLabels,
    keys: 'user_id',
    remembered: true,
  }),
  wasDeleted: (id) => isDeleted(database.queries, 'user', id),
})

export const sqlAccessGroups = (database: Database) =>
  sqlEntries<StoredAccessGroup, EntryFilter>(database, {
    table: 'access_groups',
    kind: 'access-group',
    what: 'The access group',
    name: ({ name }) => name,
    labels: noLabels,
  })

/** An entry and its labels are written together. On PostgreSQL, and where the change is audited, they are already. */
const together = (queries: Queries, write: (queries: Queries) => Promise<boolean>) =>
  queries.isTransaction ? write(queries) : queries.transaction().execute(write)

function sqlEntries<Entry extends StoredEntry, Filter extends EntryFilter>(
  database: Database,
  options: Kind<Entry, Filter>,
): EntryStore<Entry, Filter> {
  const { table, kind, what, name, labels, keys, once = false, remembered = once } = options
  const { queries } = database
  const rowOf = (entry: Entry) => {
    const { id, createdAt, updatedAt, ...document } = entry
    return { id, name: name(entry), document: JSON.stringify(document), created_at: createdAt, updated_at: updatedAt }
  }
  const taken = (entry: Entry) => `${what} "${name(entry) ?? entry.id}"`
  const lists = new KnownLists((listener) => database.onChange(listener), [kind])
  const matching = (wanted: readonly string[]) =>
    wanted.reduce(
      (query, label) =>
        query.where('id', 'in', (sub) =>
          sub.selectFrom('entry_labels').select('id').where('kind', '=', kind).where('label', '=', label),
        ),
      queries.selectFrom(table),
    )
  const change = (id: string, write: (queries: Queries) => Promise<boolean>) =>
    database.change({ kind, id }, (given) => together(given, write))
  return {
    async get(id) {
      const row = await queries.selectFrom(table).selectAll().where('id', '=', id).executeTakeFirst()
      return row && entryOf<Entry>(row)
    },
    async list(filter) {
      const wanted = labels.wanted(filter)
      const { rows, total } = await lists.page(JSON.stringify(wanted), filter, {
        rows: ({ after, offset, limit }) =>
          matching(wanted)
            .selectAll()
            .$if(after !== undefined, (query) =>
              query.where(({ eb, refTuple, tuple }) =>
                eb(refTuple('created_at', 'id'), '<', tuple(after?.created_at ?? '', after?.id ?? '')),
              ),
            )
            .orderBy('created_at', 'desc')
            .orderBy('id', 'desc')
            .limit(limit)
            .offset(offset)
            .execute(),
        async count() {
          const counted = matching(wanted).select(({ fn }) => fn.countAll().as('total'))
          return Number((await counted.executeTakeFirstOrThrow()).total)
        },
      })
      return { entries: rows.map((row) => entryOf<Entry>(row)), total }
    },
    async insert(entry) {
      const { id } = entry
      await orTaken(taken(entry), () =>
        change(id, async (write) => {
          if (once && (await isDeleted(write, kind, id))) throw notGivenAgain(taken(entry))
          await write.insertInto(table).values(rowOf(entry)).execute()
          await putLabels(write, kind, id, { before: [], after: labels.of(entry) })
          return true
        }),
      )
    },
    update(entry, before) {
      const { id, ...row } = rowOf(entry)
      return orTaken(taken(entry), () =>
        change(id, async (write) => {
          const result = await write
            .updateTable(table)
            .set(row)
            .where('id', '=', id)
            .where('updated_at', '=', before.updatedAt)
            .executeTakeFirst()
          if (result.numUpdatedRows === 0n) return false
          await putLabels(write, kind, id, { before: labels.of(before), after: labels.of(entry) })
          return true
        }),
      )
    },
    delete(id, before) {
      return change(id, async (write) => {
        const result = await write
          .deleteFrom(table)
          .where('id', '=', id)
          .$if(before !== undefined, (query) => query.where('updated_at', '=', before?.updatedAt ?? ''))
          .executeTakeFirst()
        if (result.numDeletedRows === 0n) return false
        await write.deleteFrom('entry_labels').where('kind', '=', kind).where('id', '=', id).execute()
        if (remembered) await remember(write, kind, id)
        if (keys !== undefined) await write.deleteFrom('keys').where(keys, '=', id).execute()
        return true
      })
    },
  }
}

async function remember(queries: Queries, kind: Change['kind'], id: string): Promise<void> {
  if (await isDeleted(queries, kind, id)) return
  await queries.insertInto('deleted_ids').values({ kind, id }).execute()
}

async function isDeleted(queries: Queries, kind: Change['kind'], id: string): Promise<boolean> {
  const row = await queries
    .selectFrom('deleted_ids')
    .select('id')
    .where('kind', '=', kind)
    .where('id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

function entryOf<Entry extends StoredEntry>(row: Selectable<EntryColumns>): Entry {
  const document = JSON.parse(row.document)
  return { ...document, id: row.id, createdAt: row.created_at, updatedAt: row.updated_at }
}
