import type { ContextEntry, Logger, Owner, TaskEntry, TaskListFilter, TaskStore } from '@gateway/core'
import type { Selectable } from 'kysely'
import type { Database, Rows } from './database.ts'
import { isoTime } from './iso-time.ts'
import { mergeTasks } from './merge-tasks.ts'
import { present } from './optional.ts'
import { scopeOf, visibleScopes } from './owner-scope.ts'
import { createPlaces } from './places.ts'
import { reportRefused } from './report-refused.ts'
import type { Queries, Schema } from './schema.ts'

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
/** `owns(excluded, tasks)` in SQL: a scope with a null in it is null, and equal to nothing. */
export const SAME_OWNER = `tasks.owner_scope in ('team:' || excluded.team_id, 'user:' || excluded.user_id, 'key:' || excluded.key_id)`

type PlaceOf = ReturnType<typeof createPlaces>

export function sqlTasks(database: Database, logger: Logger | undefined): TaskStore {
  const { queries } = database
  const placeOf = createPlaces()
  return {
    async put(entries) {
      const merged = mergeTasks(entries)
      if (merged.length === 0) return
      const rows = taskRows(merged, placeOf)
      reportRefused(await database.insertRows([rows]), (row) => ({ taskId: merged[row]?.taskId }), logger)
    },
    async get(agentId, taskId) {
      const row = await queries
        .selectFrom('tasks')
        .selectAll()
        .where('agent_id', '=', agentId)
        .where('task_id', '=', taskId)
        .executeTakeFirst()
      return row && entryOf(row)
    },
    async list(filter) {
      const [rows, { total }] = await Promise.all([
        page(queries, filter, placeOf).execute(),
        matching(queries, filter)
          .where('place', 'in', placesOf(filter, placeOf))
          .where('owner_scope', 'in', visibleScopes(filter.owner))
          .select(({ fn }) => fn.countAll().as('total'))
          .executeTakeFirstOrThrow(),
      ])
      return { entries: rows.map(entryOf), total: Number(total) }
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
        const row = await from('contexts').unionAll(from('tasks')).limit(1).executeTakeFirst()
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
    .$if(contextId !== undefined, (query) => query.where('context_id', '=', contextId ?? ''))
    .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'TASK_STATE_UNSPECIFIED'))
    .$if(statusTimestampAfter !== undefined, (query) =>
      query.where('status_timestamp', '>=', isoTime(statusTimestampAfter ?? '')),
    )
}

const placesOf = ({ agentId, owner }: TaskListFilter, placeOf: PlaceOf) =>
  visibleScopes(owner).map((scope) => placeOf(agentId, scope))

/** Each scope is read in order from its index up to the limit; the page is the first of what these give. */
function page(queries: Queries, filter: TaskListFilter, placeOf: PlaceOf) {
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

function ownedValues(entry: ContextEntry): (string | null)[] {
  const { keyId, userId = null, teamId = null } = entry.owner
  const { agentId, contextId, upstreamContextId, upstream } = entry
  return [agentId, contextId, upstreamContextId, upstream, keyId, userId, teamId, scopeOf(entry.owner)]
}

function taskRows(entries: readonly TaskEntry[], placeOf: PlaceOf): Rows {
  return {
    table: 'tasks',
    columns: [...CONTEXT, 'place', 'task_id', 'created_at', ...PUT],
    conflict: `on conflict (agent_id, task_id) do update set ${PUT.map((name) => `${name} = excluded.${name}`).join(', ')} where ${SAME_OWNER}`,
    rows: entries.map((entry) => [
      ...ownedValues(entry),
      placeOf(entry.agentId, scopeOf(entry.owner)),
      entry.taskId,
      entry.createdAt,
      entry.state,
      entry.statusTimestamp,
      JSON.stringify(entry.task),
    ]),
  }
}

function contextRows(entries: readonly ContextEntry[]): Rows {
  return { table: 'contexts', columns: CONTEXT, conflict: 'on conflict do nothing', rows: entries.map(ownedValues) }
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
