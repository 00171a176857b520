import { sql } from 'kysely'
import type { DatabaseKind } from './migrations.ts'
import type { Queries } from './schema.ts'

/** Runs of tasks that the gateway carries out, with the log of their events. */
export async function runs(database: Queries, kind: DatabaseKind): Promise<void> {
  const text = kind === 'postgres' ? sql`text collate "C"` : sql`text`
  const { schema } = database

  await schema.alterTable('tasks').addColumn('sequence', 'bigint').execute()

  await schema
    .createTable('runs')
    .addColumn('task_id', text, (column) => column.notNull())
    .addColumn('agent_id', text, (column) => column.notNull())
    .addColumn('turn', 'integer', (column) => column.notNull())
    .addColumn('run_id', text, (column) => column.notNull().unique())
    .addColumn('context_id', text, (column) => column.notNull())
    .addColumn('key_id', text, (column) => column.notNull())
    .addColumn('user_id', text)
    .addColumn('team_id', text)
    .addColumn('request_id', text, (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('ref', text)
    .addColumn('cursor', text)
    .addColumn('usage', text)
    .addColumn('cost', 'double precision')
    .addColumn('resume', text)
    .addColumn('started_at', text, (column) => column.notNull())
    .addColumn('ended_at', text)
    .addColumn('state', text)
    .addColumn('lease_holder', text, (column) => column.notNull())
    .addColumn('lease_until', 'bigint', (column) => column.notNull())
    .addColumn('cancel', 'integer', (column) => column.notNull())
    // Unique, so that of two messages to one task one begins its turn.
    .addPrimaryKeyConstraint('runs_key', ['task_id', 'agent_id', 'turn'])
    .execute()
  // Only what runs at present: a sweep reads a handful of rows whatever has been.
  await schema
    .createIndex('runs_open')
    .on('runs')
    .columns(['lease_until'])
    .where(sql.ref('ended_at'), 'is', null)
    .execute()

  await schema
    .createTable('task_events')
    .addColumn('task_id', text, (column) => column.notNull())
    .addColumn('agent_id', text, (column) => column.notNull())
    .addColumn('first', 'bigint', (column) => column.notNull())
    .addColumn('last', 'bigint', (column) => column.notNull())
    .addColumn('lines', text, (column) => column.notNull())
    // By the last event: what follows a number is then the end of one stretch of the index.
    .addPrimaryKeyConstraint('task_events_key', ['task_id', 'agent_id', 'last'])
    .execute()

  await schema
    .createTable('message_claims')
    .addColumn('message_id', text, (column) => column.notNull())
    .addColumn('agent_id', text, (column) => column.notNull())
    .addColumn('owner_scope', text, (column) => column.notNull())
    .addColumn('body', text, (column) => column.notNull())
    .addColumn('task_id', text, (column) => column.notNull())
    .addColumn('turn', 'integer', (column) => column.notNull())
    .addColumn('claimed_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('message_claims_key', ['message_id', 'agent_id', 'owner_scope'])
    .execute()
  await schema.createIndex('message_claims_by_age').on('message_claims').columns(['claimed_at']).execute()

  await schema
    .createTable('sessions')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('session', text, (column) => column.notNull())
    .addColumn('updated_at', text, (column) => column.notNull())
    .execute()
}
