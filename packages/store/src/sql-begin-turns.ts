import type { Lease, TurnOutcome, TurnStart } from '@gateway/core'
import { sql } from 'kysely'
import type { Database } from './database.ts'
import { scopeOf } from './owner-scope.ts'
import { claimKey, eventsRow, leaseEnd, runColumns } from './run-rows.ts'
import type { Queries } from './schema.ts'

/** Writes snapshots of tasks. */
export type WriteSnapshots = (write: Queries, snapshots: readonly TurnStart['snapshot'][]) => Promise<void>

/** `RunStore.begin`: claims, then runs, then what they begin with, in one transaction. */
export function beginTurns(
  database: Database,
  writeSnapshots: WriteSnapshots,
  starts: readonly TurnStart[],
  lease: Lease,
  claimMilliseconds: number,
): Promise<readonly TurnOutcome[]> {
  return database.queries.transaction().execute(async (write) => {
    const outcomes = new Map<TurnStart, TurnOutcome>()
    await claim(write, database, starts, claimMilliseconds, outcomes)
    const claimed = starts.filter((start) => !outcomes.has(start))
    await beginRuns(write, database, claimed, lease, outcomes)
    const begun = claimed.filter((start) => !outcomes.has(start))
    if (begun.length > 0) {
      await writeSnapshots(
        write,
        begun.map(({ snapshot }) => snapshot),
      )
      await write
        .insertInto('task_events')
        .values(begun.map(({ run, events }) => eventsRow(run, events)))
        .execute()
    }
    return starts.map((start) => outcomes.get(start) ?? { type: 'begun' })
  })
}

/** Whoever inserts the row, or replaces one that is too old, has the message; the others read what it stands for. */
async function claim(
  write: Queries,
  { clock }: Database,
  starts: readonly TurnStart[],
  claimMilliseconds: number,
  outcomes: Map<TurnStart, TurnOutcome>,
): Promise<void> {
  const claiming = starts
    .filter(({ claim }) => claim !== undefined)
    .map((start) => ({ key: claimKey(start), start }))
    .sort((left, right) => (left.key < right.key ? -1 : 1))
  if (claiming.length === 0) return
  const rows = await write
    .insertInto('message_claims')
    .values(
      claiming.map(({ start: { run, claim } }) => ({
        message_id: claim?.messageId ?? '',
        agent_id: run.agentId,
        owner_scope: scopeOf(run.owner),
        body: claim?.body ?? '',
        task_id: run.taskId,
        turn: run.turn,
        claimed_at: clock,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['message_id', 'agent_id', 'owner_scope'])
        .doUpdateSet(({ ref }) => ({
          body: ref('excluded.body'),
          task_id: ref('excluded.task_id'),
          turn: ref('excluded.turn'),
          claimed_at: ref('excluded.claimed_at'),
        }))
        .where(sql<boolean>`message_claims.claimed_at < ${clock} - ${sql.lit(claimMilliseconds)}`),
    )
    .returning(['message_id', 'agent_id', 'owner_scope'])
    .execute()
  const won = new Set(rows.map((row) => JSON.stringify([row.message_id, row.agent_id, row.owner_scope])))
  for (const { key, start } of claiming) {
    if (won.has(key)) continue
    const row = await write
      .selectFrom('message_claims')
      .select(['body', 'task_id', 'turn'])
      .where('message_id', '=', start.claim?.messageId ?? '')
      .where('agent_id', '=', start.run.agentId)
      .where('owner_scope', '=', scopeOf(start.run.owner))
      .executeTakeFirstOrThrow()
    outcomes.set(start, { type: 'claimed', claim: { body: row.body, taskId: row.task_id, turn: row.turn } })
  }
}

/** A turn that another message has begun is not begun again, and the message that wanted it is free for another try. */
async function beginRuns(
  write: Queries,
  { clock }: Database,
  starts: readonly TurnStart[],
  lease: Lease,
  outcomes: Map<TurnStart, TurnOutcome>,
): Promise<void> {
  if (starts.length === 0) return
  const rows = await write
    .insertInto('runs')
    .values(
      starts.map(({ run }) => ({
        ...runColumns(run),
        lease_holder: lease.holder,
        lease_until: leaseEnd(clock, lease),
        cancel: 0,
      })),
    )
    .onConflict((conflict) => conflict.columns(['task_id', 'agent_id', 'turn']).doNothing())
    .returning('run_id')
    .execute()
  const begun = new Set(rows.map(({ run_id }) => run_id))
  for (const start of starts) {
    if (begun.has(start.run.runId)) continue
    outcomes.set(start, { type: 'taken' })
    if (start.claim === undefined) continue
    await write
      .deleteFrom('message_claims')
      .where('message_id', '=', start.claim.messageId)
      .where('agent_id', '=', start.run.agentId)
      .where('owner_scope', '=', scopeOf(start.run.owner))
      .execute()
  }
}
