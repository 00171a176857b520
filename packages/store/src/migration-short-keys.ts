import { type Selectable, sql } from 'kysely'
import type { DatabaseKind } from './migrations.ts'
import type { Queries, Schema } from './schema.ts'
import { shortHash } from './short-hash.ts'
import { taskKey } from './task-key.ts'

/** A task as the first schema had it. */
type FormerTask = Omit<Selectable<Schema['tasks']>, 'task_key' | 'context_hash' | 'sequence'>

/** Tasks that are taken over at a time. */
const BATCH = 500

/**
 * Tasks are found by short keys, because every task that is written goes into every index, two of them without any
 * order; and records that went well, which nearly all do, are in one index less.
 */
export async function shortKeys(database: Queries, kind: DatabaseKind): Promise<void> {
  const text = kind === 'postgres' ? sql`text collate "C"` : sql`text`
  const { schema } = database

  await schema.alterTable('tasks').renameTo('former_tasks').execute()
  await schema
    .createTable('tasks')
    .addColumn('agent_id', text, (column) => column.notNull())
    .addColumn('task_id', text, (column) => column.notNull())
    .addColumn('task_key', text, (column) => column.notNull())
    .addColumn('context_id', text, (column) => column.notNull())
    .addColumn('context_hash', 'bigint', (column) => column.notNull())
    .addColumn('upstream_context_id', text, (column) => column.notNull())
    .addColumn('upstream', text, (column) => column.notNull())
    .addColumn('key_id', text, (column) => column.notNull())
    .addColumn('user_id', text)
    .addColumn('team_id', text)
    .addColumn('owner_scope', text, (column) => column.notNull())
    .addColumn('place', 'bigint', (column) => column.notNull())
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('status_timestamp', text, (column) => column.notNull())
    .addColumn('created_at', text, (column) => column.notNull())
    .addColumn('task', text, (column) => column.notNull())
    .execute()
  await takeOver(database)
  // With it go its indexes, whose names are wanted.
  await schema.dropTable('former_tasks').execute()
  await schema.createIndex('tasks_key').unique().on('tasks').column('task_key').execute()
  await schema.createIndex('tasks_by_owner').on('tasks').columns(['place', 'status_timestamp', 'task_id']).execute()
  await schema.createIndex('tasks_by_context').on('tasks').columns(['context_hash']).execute()

  await schema.dropIndex('records_by_status').execute()
  await schema
    .createIndex('records_by_status')
    .on('records')
    .columns(['status', 'id'])
    .where('status', '<>', sql.lit('ok'))
    .execute()
}

async function takeOver(database: Queries): Promise<void> {
  const former = database.withTables<{ former_tasks: FormerTask }>()
  let last: FormerTask | undefined
  for (;;) {
    const after = last
    const rows = await former
      .selectFrom('former_tasks')
      .selectAll()
      .$if(after !== undefined, (query) =>
        query.where(({ eb, refTuple, tuple }) =>
          eb(refTuple('task_id', 'agent_id'), '>', tuple(after?.task_id ?? '', after?.agent_id ?? '')),
        ),
      )
      .orderBy('task_id')
      .orderBy('agent_id')
      .limit(BATCH)
      .execute()
    if (rows.length === 0) return
    await database.insertInto('tasks').values(rows.map(withKeys)).execute()
    last = rows.at(-1)
  }
}

function withKeys(row: FormerTask) {
  return {
    ...row,
    task_key: taskKey(row.agent_id, row.task_id),
    context_hash: shortHash(row.context_id),
    place: shortHash(`${row.agent_id}\n${row.owner_scope}`),
  }
}
