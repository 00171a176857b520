import type { RunStore, StoredRun, TaskSnapshot } from '@gateway/core'
import { sql } from 'kysely'
import type { Database } from './database.ts'
import { scopeOf } from './owner-scope.ts'
import { eventsOf, eventsRow, leaseEnd, runColumns, runOf, snapshotRow } from './run-rows.ts'
import type { Queries } from './schema.ts'
import { beginTurns } from './sql-begin-turns.ts'
import { sqlOldEvents } from './sql-old-events.ts'
import { entryOf, SAME_OWNER } from './sql-tasks.ts'
import { taskKey } from './task-key.ts'

/** The columns that change while a run is carried out. */
const CHANGING = ['ref', 'cursor', 'usage', 'cost', 'resume', 'ended_at', 'state'] as const

export function sqlRuns(database: Database): RunStore {
  const { queries, clock } = database

  const writeSnapshots = async (write: Queries, snapshots: readonly TaskSnapshot[]) => {
    if (snapshots.length === 0) return
    await write
      .insertInto('tasks')
      .values(snapshots.map((snapshot) => snapshotRow(snapshot)))
      .onConflict((conflict) =>
        conflict
          .columns(['task_key'])
          .doUpdateSet(({ ref }) => ({
            state: ref('excluded.state'),
            status_timestamp: ref('excluded.status_timestamp'),
            task: ref('excluded.task'),
            sequence: ref('excluded.sequence'),
          }))
          .where(sql<boolean>`${sql.raw(SAME_OWNER)}`),
      )
      .execute()
  }
  const writeRuns = async (write: Queries, runs: readonly StoredRun[]) => {
    if (runs.length === 0) return
    await write
      .insertInto('runs')
      // The rows are there: their leases are not touched.
      .values(runs.map((run) => ({ ...runColumns(run), lease_holder: '', lease_until: 0, cancel: 0 })))
      .onConflict((conflict) =>
        conflict
          .columns(['task_id', 'agent_id', 'turn'])
          .doUpdateSet(({ ref }) => Object.fromEntries(CHANGING.map((name) => [name, ref(`excluded.${name}`)]))),
      )
      .execute()
  }
  const eventsAfter = async (agentId: string, taskId: string, after: number, limit?: number) => {
    const rows = await queries
      .selectFrom('task_events')
      .select(['first', 'last', 'lines'])
      .where('task_id', '=', taskId)
      .where('agent_id', '=', agentId)
      .where('last', '>', after)
      .orderBy('last')
      .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
      .execute()
    return rows.map(eventsOf)
  }
  const held = (rows: readonly { run_id: string; cancel: number }[]) =>
    rows.map(({ run_id, cancel }) => ({ runId: run_id, cancel: cancel !== 0 }))

  return {
    begin: async (starts, lease, claimMilliseconds) =>
      starts.length === 0 ? [] : beginTurns(database, writeSnapshots, starts, lease, claimMilliseconds),

    async write(writes, lease) {
      if (writes.length === 0) return []
      return queries.transaction().execute(async (write) => {
        const rows = await write
          .updateTable('runs')
          .set({ lease_until: leaseEnd(clock, lease) })
          .where(
            'run_id',
            'in',
            writes.map(({ run }) => run.runId),
          )
          .where('lease_holder', '=', lease.holder)
          .where('ended_at', 'is', null)
          .returning(['run_id', 'cancel'])
          .execute()
        const ours = new Set(rows.map(({ run_id }) => run_id))
        const kept = writes.filter(({ run }) => ours.has(run.runId))
        const events = kept.flatMap(({ run, events }) => (events === undefined ? [] : [eventsRow(run, events)]))
        if (events.length > 0) {
          await write
            .insertInto('task_events')
            .values(events)
            // Written again where it was not known whether the first time had come through.
            .onConflict((conflict) => conflict.columns(['task_id', 'agent_id', 'last']).doNothing())
            .execute()
        }
        await writeSnapshots(
          write,
          kept.flatMap(({ snapshot }) => (snapshot === undefined ? [] : [snapshot])),
        )
        await writeRuns(
          write,
          kept.flatMap(({ run, changed }) => (changed ? [run] : [])),
        )
        for (const { session } of kept) {
          if (session === undefined) continue
          const row = { session: JSON.stringify(session.session), updated_at: new Date().toISOString() }
          await write
            .insertInto('sessions')
            .values({ id: session.id, ...row })
            .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
            .execute()
        }
        return held(rows)
      })
    },
    async renew(runIds, lease) {
      if (runIds.length === 0) return []
      return held(
        await queries
          .updateTable('runs')
          .set({ lease_until: leaseEnd(clock, lease) })
          .where('run_id', 'in', runIds)
          .where('ended_at', 'is', null)
          .where('lease_holder', '=', lease.holder)
          .returning(['run_id', 'cancel'])
          .execute(),
      )
    },
    async release(runIds, holder) {
      if (runIds.length === 0) return
      await queries
        .updateTable('runs')
        .set({ lease_until: 0, lease_holder: '' })
        .where('run_id', 'in', runIds)
        .where('lease_holder', '=', holder)
        .where('ended_at', 'is', null)
        .execute()
    },
    async expired(limit) {
      const rows = await queries
        .selectFrom('runs')
        .selectAll()
        .where('ended_at', 'is', null)
        .where(sql<boolean>`lease_until < ${clock}`)
        .orderBy('lease_until')
        .limit(limit)
        .execute()
      return rows.map(runOf)
    },
    async takeOver(runId, lease) {
      const row = await queries
        .updateTable('runs')
        .set(({ eb }) => ({
          lease_holder: lease.holder,
          lease_until: leaseEnd(clock, lease),
          attempts: eb('attempts', '+', 1),
        }))
        .where('run_id', '=', runId)
        .where('ended_at', 'is', null)
        .where(sql<boolean>`lease_until < ${clock}`)
        .returningAll()
        .executeTakeFirst()
      return row && runOf(row)
    },
    requestCancel: (agentId, taskId) =>
      database.change({ kind: 'task', id: taskId }, async (write) => {
        const result = await write
          .updateTable('runs')
          .set({ cancel: 1 })
          .where('task_id', '=', taskId)
          .where('agent_id', '=', agentId)
          .where('ended_at', 'is', null)
          .executeTakeFirst()
        return result.numUpdatedRows > 0n
      }),
    async refuseCancel(runId) {
      await queries.updateTable('runs').set({ cancel: 0 }).where('run_id', '=', runId).execute()
    },
    async findClaim(agentId, owner, messageId, claimMilliseconds) {
      const row = await queries
        .selectFrom('message_claims')
        .select(['body', 'task_id', 'turn'])
        .where('message_id', '=', messageId)
        .where('agent_id', '=', agentId)
        .where('owner_scope', '=', scopeOf(owner))
        .where(sql<boolean>`claimed_at >= ${clock} - ${sql.lit(claimMilliseconds)}`)
        .executeTakeFirst()
      return row && { body: row.body, taskId: row.task_id, turn: row.turn }
    },
    async read(agentId, taskId) {
      const ofTask = <Query extends { where(column: 'task_id' | 'agent_id', operator: '=', value: string): Query }>(
        query: Query,
      ) => query.where('task_id', '=', taskId).where('agent_id', '=', agentId)
      const latest = ofTask(queries.selectFrom('runs'))
        .selectAll()
        .select(sql<number | boolean>`lease_until < ${clock}`.as('expired'))
        .orderBy('turn', 'desc')
        .limit(1)
      // The run first: a snapshot that is read after it is at least as new as the run's end.
      const run = await latest.executeTakeFirst()
      const row = await ofTask(queries.selectFrom('tasks').where('task_key', '=', taskKey(agentId, taskId)))
        .selectAll()
        .executeTakeFirst()
      if (row === undefined) return undefined
      const sequence = Number(row.sequence ?? 0)
      return {
        entry: entryOf(row),
        sequence,
        events: run === undefined ? [] : await eventsAfter(agentId, taskId, sequence),
        ...(run === undefined ? {} : { run: runOf(run) }),
        expired: run !== undefined && run.ended_at === null && Boolean(run.expired),
        cancel: run !== undefined && run.ended_at === null && run.cancel !== 0,
      }
    },
    events: eventsAfter,
    async getSession(id) {
      const row = await queries.selectFrom('sessions').select('session').where('id', '=', id).executeTakeFirst()
      return row && JSON.parse(row.session)
    },
    ...sqlOldEvents(database),
    async pruneClaims(claimMilliseconds) {
      await queries
        .deleteFrom('message_claims')
        .where(sql<boolean>`claimed_at < ${clock} - ${sql.lit(claimMilliseconds)}`)
        .execute()
    },
  }
}
