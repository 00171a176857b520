import { sql } from 'kysely'
import { alerts } from './migration-alerts.ts'
import { audit } from './migration-audit.ts'
import { availability } from './migration-availability.ts'
import { budgetEnds } from './migration-budget-ends.ts'
import { budgetSettlements } from './migration-budget-settlements.ts'
import { budgets } from './migration-budgets.ts'
import { dailyUsage } from './migration-daily-usage.ts'
import { entryLabels } from './migration-entry-labels.ts'
import { failedByStatus } from './migration-failed-by-status.ts'
import { idempotency } from './migration-idempotency.ts'
import { identities } from './migration-identities.ts'
import { keyAgentsAndTags } from './migration-key-agents-and-tags.ts'
import { keyLimits } from './migration-key-limits.ts'
import { keyScopes } from './migration-key-scopes.ts'
import { keySecrets } from './migration-key-secrets.ts'
import { recordEvents } from './migration-record-events.ts'
import { recordQueries } from './migration-record-queries.ts'
import { recordReplays } from './migration-record-replays.ts'
import { recordUsage } from './migration-record-usage.ts'
import { repairs } from './migration-repairs.ts'
import { runEnds } from './migration-run-ends.ts'
import { runTraces } from './migration-run-traces.ts'

import { runs } from './migration-runs.ts'
import { shortKeys } from './migration-short-keys.ts'
import { signIns } from './migration-sign-ins.ts'
import { usageByHolder } from './migration-usage-by-holder.ts'
import { usageByHour } from './migration-usage-by-hour.ts'
import type { Queries } from './schema.ts'

export type DatabaseKind = 'sqlite' | 'postgres'

/** One step of the schema. Steps are only ever added, at the end; their names stay. */
export interface Migration {
  readonly name: string
  readonly up: (database: Queries, kind: DatabaseKind) => Promise<void>
}

export const migrations: readonly Migration[] = [
  { name: '0001-first', up: first },
  { name: '0002-short-keys', up: shortKeys },
  { name: '0003-runs', up: runs },
  { name: '0004-repairs', up: repairs },
  { name: '0005-availability', up: availability },
  { name: '0006-key-limits', up: keyLimits },
  { name: '0007-identities', up: identities },
  { name: '0008-sign-ins', up: signIns },
  { name: '0009-audit', up: audit },
  { name: '0010-entry-labels', up: entryLabels },
  { name: '0011-record-usage', up: recordUsage },
  { name: '0012-key-secrets', up: keySecrets },
  { name: '0013-daily-usage', up: dailyUsage },
  { name: '0014-budgets', up: budgets },
  { name: '0015-idempotency', up: idempotency },
  { name: '0016-key-agents-and-tags', up: keyAgentsAndTags },
  { name: '0017-key-scopes', up: keyScopes },
  { name: '0018-usage-by-holder', up: usageByHolder },
  { name: '0019-budget-ends', up: budgetEnds },
  { name: '0020-alerts', up: alerts },
  { name: '0021-record-queries', up: recordQueries },
  { name: '0022-run-traces', up: runTraces },
  { name: '0023-usage-by-hour', up: usageByHour },
  { name: '0024-failed-by-status', up: failedByStatus },
  { name: '0025-run-ends', up: runEnds },
  { name: '0026-budget-settlements', up: budgetSettlements },
  { name: '0027-record-replays', up: recordReplays },
  { name: '0028-record-events', up: recordEvents },
]

async function first(database: Queries, kind: DatabaseKind): Promise<void> {
  // PostgreSQL would sort by the language of the installation; SQLite sorts by bytes.
  const text = kind === 'postgres' ? sql`text collate "C"` : sql`text`
  const { schema } = database

  await schema
    .createTable('agents')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('name', text, (column) => column.notNull().unique())
    .addColumn('definition', text, (column) => column.notNull())
    .addColumn('created_at', text, (column) => column.notNull())
    .addColumn('updated_at', text, (column) => column.notNull())
    .execute()

  await schema
    .createTable('cards')
    .addColumn('agent_id', text, (column) => column.primaryKey())
    .addColumn('card', text, (column) => column.notNull())
    .addColumn('fetched_at', text, (column) => column.notNull())
    .execute()

  await schema
    .createTable('keys')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('alias', text, (column) => column.unique())
    .addColumn('user_id', text)
    .addColumn('team_id', text)
    .addColumn('agents', text, (column) => column.notNull())
    .addColumn('blocked', 'integer', (column) => column.notNull())
    .addColumn('expires_at', text)
    .addColumn('metadata', text)
    .addColumn('created_at', text, (column) => column.notNull())
    .addColumn('updated_at', text, (column) => column.notNull())
    .addColumn('created_by', text, (column) => column.notNull())
    .execute()
  await schema.createIndex('keys_by_age').on('keys').columns(['created_at', 'id']).execute()
  await schema.createIndex('keys_by_user').on('keys').columns(['user_id', 'created_at', 'id']).execute()
  await schema.createIndex('keys_by_team').on('keys').columns(['team_id', 'created_at', 'id']).execute()

  await schema
    .createTable('tasks')
    .addColumn('agent_id', text, (column) => column.notNull())
    .addColumn('task_id', text, (column) => column.notNull())
    .addColumn('context_id', text, (column) => column.notNull())
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
    // The id first: it tells rows apart at its first characters, an agent's id seldom does.
    .addPrimaryKeyConstraint('tasks_key', ['task_id', 'agent_id'])
    .execute()
  // Short keys, because every task that is written goes into every index: `place` stands for agent and owner.
  await schema.createIndex('tasks_by_owner').on('tasks').columns(['place', 'status_timestamp', 'task_id']).execute()
  await schema.createIndex('tasks_by_context').on('tasks').columns(['context_id']).execute()

  await schema
    .createTable('contexts')
    .addColumn('agent_id', text, (column) => column.notNull())
    .addColumn('context_id', text, (column) => column.notNull())
    .addColumn('owner_scope', text, (column) => column.notNull())
    .addColumn('upstream_context_id', text, (column) => column.notNull())
    .addColumn('upstream', text, (column) => column.notNull())
    .addColumn('key_id', text, (column) => column.notNull())
    .addColumn('user_id', text)
    .addColumn('team_id', text)
    .addPrimaryKeyConstraint('contexts_key', ['agent_id', 'context_id', 'owner_scope'])
    .execute()

  await schema
    .createTable('records')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('time', text, (column) => column.notNull())
    .addColumn('agent_id', text)
    .addColumn('key_id', text)
    .addColumn('user_id', text)
    .addColumn('team_id', text)
    .addColumn('status', text, (column) => column.notNull())
    .addColumn('record', text, (column) => column.notNull())
    .execute()
  await schema.createIndex('records_by_agent').on('records').columns(['agent_id', 'id']).execute()
  await schema.createIndex('records_by_key').on('records').columns(['key_id', 'id']).execute()
  await schema.createIndex('records_by_status').on('records').columns(['status', 'id']).execute()
  await schema.createIndex('records_by_time').on('records').columns(['time']).execute()

  await schema
    .createTable('record_contents')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('request', text)
    .addColumn('response', text)
    .execute()

  await schema
    .createTable('settings')
    .addColumn('name', text, (column) => column.primaryKey())
    .addColumn('value', text, (column) => column.notNull())
    .execute()

  const numbered = kind === 'postgres' ? sql`bigint generated always as identity` : sql`integer`
  const transaction = kind === 'postgres' ? sql`xid8 not null default pg_current_xact_id()` : sql`integer`
  const now = kind === 'postgres' ? sql`timestamptz not null default now()` : sql`text default current_timestamp`
  await schema
    .createTable('changes')
    .addColumn('id', numbered, (column) => column.primaryKey())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('subject', text, (column) => column.notNull())
    .addColumn('transaction', transaction)
    .addColumn('created_at', now)
    .execute()
  await schema.createIndex('changes_by_transaction').on('changes').column('transaction').execute()
}
