import type { Lease, LoggedEvents, StoredRun, TaskEntry, TaskSnapshot, TurnStart } from '@gateway/core'
import type { Insertable, RawBuilder, Selectable } from 'kysely'
import { sql } from 'kysely'
import { present } from './optional.ts'
import { scopeOf } from './owner-scope.ts'
import type { Schema } from './schema.ts'
import { shortHash } from './short-hash.ts'
import { ownerOfRow } from './sql-tasks.ts'
import { taskKey } from './task-key.ts'

type RunRow = Selectable<Schema['runs']>
/** What a run's holder writes; its lease and requests to cancel are written where they change. */
export type RunColumns = Omit<RunRow, 'lease_holder' | 'lease_until' | 'cancel'>

const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value))

export function runColumns(run: StoredRun): RunColumns {
  return {
    task_id: run.taskId,
    agent_id: run.agentId,
    turn: run.turn,
    run_id: run.runId,
    context_id: run.contextId,
    key_id: run.owner.keyId,
    user_id: run.owner.userId ?? null,
    team_id: run.owner.teamId ?? null,
    request_id: run.requestId,
    traceparent: run.traceparent ?? null,
    attempts: run.attempts,
    ref: json(run.ref),
    cursor: run.cursor ?? null,
    usage: json(run.usage),
    cost: run.cost ?? null,
    resume: json(run.resume),
    started_at: run.startedAt,
    ended_at: run.endedAt ?? null,
    state: run.state ?? null,
  }
}

export function runOf(row: RunColumns): StoredRun {
  const [ref, usage, resume] = [row.ref, row.usage, row.resume]
  return {
    agentId: row.agent_id,
    taskId: row.task_id,
    turn: row.turn,
    runId: row.run_id,
    owner: ownerOfRow(row),
    contextId: row.context_id,
    requestId: row.request_id,
    attempts: row.attempts,
    startedAt: row.started_at,
    // `null` is a value that a runner may have told.
    ...(ref === null ? {} : { ref: JSON.parse(ref) }),
    ...(usage === null ? {} : { usage: JSON.parse(usage) }),
    ...(resume === null ? {} : { resume: JSON.parse(resume) }),
    ...present({
      traceparent: row.traceparent,
      cursor: row.cursor,
      cost: row.cost,
      endedAt: row.ended_at,
      state: row.state,
    }),
  }
}

/** When a lease that begins now ends. */
export function leaseEnd(clock: RawBuilder<number>, { milliseconds }: Lease): RawBuilder<number> {
  return sql<number>`${clock} + ${sql.lit(milliseconds)}`
}

export function snapshotRow({ entry, sequence }: TaskSnapshot): Insertable<Schema['tasks']> {
  const scope = scopeOf(entry.owner)
  return {
    agent_id: entry.agentId,
    task_id: entry.taskId,
    context_id: entry.contextId,
    upstream_context_id: entry.upstreamContextId,
    upstream: entry.upstream,
    key_id: entry.owner.keyId,
    user_id: entry.owner.userId ?? null,
    team_id: entry.owner.teamId ?? null,
    owner_scope: scope,
    place: shortHash(`${entry.agentId}\n${scope}`),
    task_key: taskKey(entry.agentId, entry.taskId),
    context_hash: shortHash(entry.contextId),
    state: entry.state,
    status_timestamp: entry.statusTimestamp,
    created_at: entry.createdAt,
    task: JSON.stringify(entry.task),
    sequence,
  }
}

export function eventsRow(
  { agentId, taskId }: Pick<TaskEntry, 'agentId' | 'taskId'>,
  { first, last, lines }: LoggedEvents,
): Schema['task_events'] {
  return { task_id: taskId, agent_id: agentId, first, last, lines }
}

export function eventsOf(row: Pick<Schema['task_events'], 'first' | 'last' | 'lines'>): LoggedEvents {
  // PostgreSQL gives `bigint` as text.
  return { first: Number(row.first), last: Number(row.last), lines: row.lines }
}

/** The key of a claim, as text that sorts: gateways that claim the same messages at once wait for each other in one order. */
export function claimKey({ run, claim }: TurnStart): string {
  return JSON.stringify([claim?.messageId, run.agentId, scopeOf(run.owner)])
}
