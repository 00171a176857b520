import { sql } from 'kysely'
import type { DatabaseKind } from './migrations.ts'
import type { Queries } from './schema.ts'
import { shortHash } from './short-hash.ts'

/** Records that are read at a time. */
const BATCH = 1_000
const HASHES = ['request_hash', 'task_hash', 'context_hash', 'session_hash', 'trace_hash'] as const

/**
 * What records are found by. Every record that is written goes into every index, so that ids are in them as short
 * numbers, and most indexes have only the records that have the thing at all.
 */
export async function recordQueries(database: Queries, kind: DatabaseKind): Promise<void> {
  const { schema } = database
  for (const name of HASHES) await schema.alterTable('records').addColumn(name, 'bigint').execute()
  await addHashes(database)
  for (const name of HASHES) {
    const index = schema
      .createIndex(`records_by_${name.replace('_hash', '')}`)
      .on('records')
      .column(name)
    await index.where(sql.ref(name), 'is not', null).execute()
  }
  for (const name of ['user', 'team']) {
    const index = schema
      .createIndex(`records_by_${name}`)
      .on('records')
      .columns([`${name}_id`, 'id'])
    await index.where(sql.ref(`${name}_id`), 'is not', null).execute()
  }
  // Only calls that failed pay for these.
  const failed = (name: string, columns: readonly string[]) =>
    schema
      .createIndex(name)
      .on('records')
      .columns([...columns])
      .where('status', '<>', sql.lit('ok'))
      .execute()
  await failed('records_failed', ['id'])
  await failed('records_failed_by_agent', ['agent_id', 'id'])
  await failed('records_failed_by_key', ['key_id', 'id'])
  // Ids tell the time: records are asked for by when they were made.
  await schema.dropIndex('records_by_time').execute()
  if (kind === 'sqlite') return
  // In the order of what commits, which is not that of ids: whoever follows records reads what has been committed since.
  await sql`alter table records add column written xid8`.execute(database)
  await sql`alter table records alter column written set default pg_current_xact_id()`.execute(database)
  await sql`create index records_by_written on records (written) where written is not null`.execute(database)
}

/** Of records from before; read here and not by the database, which cannot make the numbers. */
async function addHashes(database: Queries): Promise<void> {
  for (let last = ''; ; ) {
    const rows = await database
      .selectFrom('records')
      .select(['id', 'record'])
      .where('id', '>', last)
      .orderBy('id')
      .limit(BATCH)
      .execute()
    for (const { id, record } of rows) {
      const { requestId, taskId, contextId, sessionId, traceId }: Readonly<Record<string, unknown>> = JSON.parse(record)
      const [request_hash, task_hash, context_hash, session_hash, trace_hash] = [
        requestId,
        taskId,
        contextId,
        sessionId === contextId ? undefined : sessionId,
        traceId,
      ].map((value) => (typeof value === 'string' ? shortHash(value) : null))
      await database
        .updateTable('records')
        .set({ request_hash, task_hash, context_hash, session_hash, trace_hash })
        .where('id', '=', id)
        .execute()
    }
    const newest = rows.at(-1)?.id
    if (newest === undefined) return
    last = newest
  }
}
