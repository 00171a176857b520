import type { ContextEntry, Logger, Owner, TaskEntry, TaskListFilter, TaskStore } from '@gateway/core'
import type { Selectable } from 'kysely'
import type { Database, Rows, Value } from './database.ts'
import { isoTime } from './iso-time.ts'
import { mergeTasks } from './merge-tasks.ts'
import { present } from './optional.ts'
import { scopeOf, visibleScopes } from './owner-scope.ts'
import { reportRefused } from './report-refused.ts'
import type { Queries, Schema } from './schema.ts'
import { shortHash } from './short-hash.ts'
import { taskKey } from './task-key.ts'

const CONTEXT = [
  'agent_id',
  'context_id',
  'upstream_context_id',
  'upstream',
  'key_id',
  'user_id',
  'team_id',
  'owner_scope',
] as const
const PUT = ['state', 'status_timestamp', 'task']
const TASK = [...CONTEXT, 'place', 'task_id', 'task_key', 'context_hash', 'created_at', ...PUT]
/** `owns(excluded, tasks)` in SQL: a scope with a null in it is null, and equal to nothing. */
export const SAME_OWNER = `tasks.owner_scope in ('team:' || excluded.team_id, 'user:' || excluded.user_id, 'key:' || excluded.key_id)`
const REPLACE = `on conflict (task_key) do update set ${PUT.map((name) => `${name} = excluded.${name}`).join(', ')} where ${SAME_OWNER}`

const placeOf = (agentId: string, scope: string) => shortHash(`${agentId}\n${scope}`)

export function sqlTasks(database: Database, logger: Logger | undefined): TaskStore {
  const { queries } = database
  return {
    async put(entries) {
      if (entries.length === 0) return
      const merged = database.shared ? mergeTasks(entries) : entries
      const rows = taskRows(merged)
      reportRefused(await database.insertRows([rows]), (row) => ({ taskId: merged[row]?.taskId }), logger)
    },
    async get(agentId, taskId) {
      const row = await queries
        .selectFrom('tasks')
        .selectAll()
        .where('task_key', '=', taskKey(agentId, taskId))
        .executeTakeFirst()
      return row && entryOf(row)
    },
    async list(filter) {
      const [rows, { total }] = await Promise.all([
        page(queries, filter).execute(),
        matching(queries, filter)
          .where('place', 'in', placesOf(filter))
          .where('owner_scope', 'in', visibleScopes(filter.owner))
          .select(({ fn }) => fn.countAll().as('total'))
          .executeTakeFirstOrThrow(),
      ])
      return { entries: rows.map(entryOf), total: Number(total) }
    },
    async listWorking(agentId, limit) {
      const rows = await queries
        .selectFrom('tasks')
        .select(['task_id', 'key_id', 'user_id', 'team_id'])
        .where('agent_id', '=', agentId)
        .where('state', 'in', ['TASK_STATE_SUBMITTED', 'TASK_STATE_WORKING'])
        .orderBy('status_timestamp', 'desc')
        .orderBy('task_id', 'desc')
        .limit(limit)
        .execute()
      return rows.map((row) => ({ taskId: row.task_id, owner: ownerOfRow(row) }))
    },
    async moveContext(entry) {
      const conflict = 'on conflict (agent_id, context_id, owner_scope) do update set upstream = excluded.upstream'
      await database.insertRows([{ ...contextRows([entry]), conflict }])
    },
    async putContexts(entries) {
      if (entries.length === 0) return
      reportRefused(
        await database.insertRows([contextRows(entries)]),
        (row) => ({ contextId: entries[row]?.contextId }),
        logger,
      )
    },
    async getContext(agentId, contextId, owner) {
      for (const scope of visibleScopes(owner)) {
        const from = (table: 'contexts' | 'tasks') =>
          queries
            .selectFrom(table)
            .select(CONTEXT)
            .where('agent_id', '=', agentId)
            .where('context_id', '=', contextId)
            .where('owner_scope', '=', scope)
        const ofTasks = from('tasks').where('context_hash', '=', shortHash(contextId))
        const row = await from('contexts').unionAll(ofTasks).limit(1).executeTakeFirst()
        if (row) return contextOf(row)
      }
      return undefined
    },
  }
}

function matching(queries: Queries, { agentId, contextId, state, statusTimestampAfter }: TaskListFilter) {
  return queries
    .selectFrom('tasks')
    .where('agent_id', '=', agentId)
    .$if(contextId !== undefined, (query) =>
      query.where('context_hash', '=', shortHash(contextId ?? '')).where('context_id', '=', contextId ?? ''),
    )
    .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'TASK_STATE_UNSPECIFIED'))
    .$if(statusTimestampAfter !== undefined, (query) =>
      query.where('status_timestamp', '>=', isoTime(statusTimestampAfter ?? '')),
    )
}

const placesOf = ({ agentId, owner }: TaskListFilter) => visibleScopes(owner).map((scope) => placeOf(agentId, scope))

/** Each scope is read in order from its index up to the limit; the page is the first of what these give. */
function page(queries: Queries, filter: TaskListFilter) {
  const { after, limit } = filter
  const ofScope = (scope: string) =>
    queries
      .selectFrom(
        matching(queries, filter)
          .selectAll()
          .where('place', '=', placeOf(filter.agentId, scope))
          .where('owner_scope', '=', scope)
          .$if(after !== undefined, (query) =>
            query.where(({ eb, refTuple, tuple }) =>
              eb(
                refTuple('status_timestamp', 'task_id'),
                '<',
                tuple(after?.statusTimestamp ?? '', after?.taskId ?? ''),
              ),
            ),
          )
          .orderBy('status_timestamp', 'desc')
          .orderBy('task_id', 'desc')
          .limit(limit)
          .as('scope'),
      )
      .selectAll()
  const [first, ...others] = visibleScopes(filter.owner)
  return queries
    .selectFrom(others.reduce((union, scope) => union.unionAll(ofScope(scope)), ofScope(first)).as('page'))
    .selectAll()
    .orderBy('status_timestamp', 'desc')
    .orderBy('task_id', 'desc')
    .limit(limit)
}

function pushOwned(values: Value[], entry: ContextEntry, scope: string): void {
  const { agentId, contextId, upstreamContextId, upstream } = entry
  const { keyId, userId = null, teamId = null } = entry.owner
  values.push(agentId, contextId, upstreamContextId, upstream, keyId, userId, teamId, scope)
}

function taskRows(entries: readonly TaskEntry[]): Rows {
  const values: Value[] = []
  let before: TaskEntry | undefined
  let scope = ''
  let place = 0
  for (const entry of entries) {
    const { agentId, taskId, contextId } = entry
    // Those that follow each other are mostly of the same agent and owner.
    if (before?.agentId !== agentId || !isSameOwner(before.owner, entry.owner)) {
      scope = scopeOf(entry.owner)
      place = placeOf(agentId, scope)
      before = entry
    }
    pushOwned(values, entry, scope)
    values.push(place, taskId, taskKey(agentId, taskId), shortHash(contextId), entry.createdAt)
    values.push(entry.state, entry.statusTimestamp, JSON.stringify(entry.task))
  }
  return { table: 'tasks', columns: TASK, conflict: REPLACE, values }
}

const isSameOwner = (one: Owner, other: Owner) =>
  one.keyId === other.keyId && one.userId === other.userId && one.teamId === other.teamId

function contextRows(entries: readonly ContextEntry[]): Rows {
  const values: Value[] = []
  for (const entry of entries) pushOwned(values, entry, scopeOf(entry.owner))
  return { table: 'contexts', columns: CONTEXT, conflict: 'on conflict do nothing', values }
}

export function ownerOfRow(row: Pick<Selectable<Schema['contexts']>, 'key_id' | 'user_id' | 'team_id'>): Owner {
  return { keyId: row.key_id, ...present({ userId: row.user_id, teamId: row.team_id }) }
}

function contextOf(row: Selectable<Schema['contexts']>): ContextEntry {
  return {
    agentId: row.agent_id,
    owner: ownerOfRow(row),
    contextId: row.context_id,
    upstreamContextId: row.upstream_context_id,
    upstream: row.upstream,
  }
}

export function entryOf(row: Omit<Selectable<Schema['tasks']>, 'sequence'>): TaskEntry {
  const task: TaskEntry['task'] = JSON.parse(row.task)
  return {
    ...contextOf(row),
    taskId: row.task_id,
    state: row.state,
    statusTimestamp: row.status_timestamp,
    createdAt: row.created_at,
    task,
  }
}
