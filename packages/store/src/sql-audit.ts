import { AsyncLocalStorage } from 'node:async_hooks'
import type { AuditEntry, AuditFilter, AuditStore } from '@gateway/core'
import { type Insertable, sql } from 'kysely'
import type { Database } from './database.ts'
import { isoTime } from './iso-time.ts'
import type { Queries, Schema } from './schema.ts'

/** So many rows fit into one statement of every database. */
const ROWS_AT_ONCE = 500

/** Runs a write that no gateway has to hear of in a transaction, with the entries of who asked for it. */
export type AuditedWrite = (write: (queries: Queries) => Promise<void>) => Promise<void>

interface SqlAudit {
  readonly audit: AuditStore
  /** Changes append their entries in the same transaction. */
  readonly database: Database
  readonly auditedWrite: AuditedWrite
}

/** The audit log over a database, and the ways to write what is in it. */
export function sqlAudit(database: Database): SqlAudit {
  const pending = new AsyncLocalStorage<readonly AuditEntry[]>()
  const audit: AuditStore = {
    append: (entries) => insertEntries(database.queries, entries),
    during: (entries, write) => pending.run(entries, write),
    async list(filter) {
      const rows = await matching(database, filter).orderBy('id', 'desc').limit(filter.limit).execute()
      return rows.map(({ entry }) => JSON.parse(entry))
    },
  }
  const audited: Database = {
    ...database,
    change(change, write) {
      const entries = pending.getStore()
      if (entries === undefined) return database.change(change, write)
      return database.change(change, async (queries) => {
        if (!(await write(queries))) return false
        await insertEntries(queries, entries)
        return true
      })
    },
  }
  const auditedWrite: AuditedWrite = (write) =>
    database.queries.transaction().execute(async (queries) => {
      await write(queries)
      await insertEntries(queries, pending.getStore() ?? [])
    })
  return { audit, database: audited, auditedWrite }
}

async function insertEntries(queries: Queries, entries: readonly AuditEntry[]): Promise<void> {
  for (let start = 0; start < entries.length; start += ROWS_AT_ONCE) {
    const rows = entries.slice(start, start + ROWS_AT_ONCE).map(rowOf)
    await queries.insertInto('audit').values(rows).execute()
  }
}

function rowOf(entry: AuditEntry): Insertable<Schema['audit']> {
  const { id, time, actor, action, outcome, target } = entry
  const caller = actor.kind === 'caller' ? actor : undefined
  return {
    id,
    time,
    actor: caller?.keyId ?? actor.kind,
    actor_alias: caller?.keyAlias ?? null,
    actor_user: caller?.userId ?? null,
    action,
    outcome,
    target_kind: target.kind,
    target_id: target.id,
    target_name: target.name ?? null,
    team_id: target.teamId ?? null,
    entry: JSON.stringify(entry),
  }
}

function matching({ queries }: Database, filter: AuditFilter) {
  const { actor, action, outcome, targetKind, target, teamId, from, to, text, before } = filter
  return queries
    .selectFrom('audit')
    .select('entry')
    .where((where) =>
      where.and([
        ...(actor === undefined
          ? []
          : [
              where.or([where('actor', '=', actor), where('actor_alias', '=', actor), where('actor_user', '=', actor)]),
            ]),
        ...(action === undefined
          ? []
          : [where.or([where('action', '=', action), sql<boolean>`action like ${`${escaped(action)}.%`} escape '!'`])]),
        ...(outcome === undefined ? [] : [where('outcome', '=', outcome)]),
        ...(targetKind === undefined ? [] : [where('target_kind', '=', targetKind)]),
        ...(target === undefined
          ? []
          : [where.or([where('target_id', '=', target), where('target_name', '=', target)])]),
        ...(teamId === undefined ? [] : [where('team_id', '=', teamId)]),
        ...(from === undefined ? [] : [where('time', '>=', isoTime(from))]),
        ...(to === undefined ? [] : [where('time', '<', isoTime(to))]),
        ...(text === undefined
          ? []
          : [sql<boolean>`lower(entry) like ${`%${escaped(lower(asStored(text)))}%`} escape '!'`]),
        ...(before === undefined ? [] : [where('id', '<', before)]),
      ]),
    )
}

/** In SQLite and PostgreSQL alike: only the letters of ASCII. */
const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
/** As it stands within JSON. */
const asStored = (text: string) => JSON.stringify(text).slice(1, -1)
const escaped = (text: string) => text.replace(/[!%_]/g, '!$&')
