import type { RunStore } from '@gateway/core'
import type { Database } from './database.ts'

/** Up to where the ends of runs have been looked at: `ended_at` and `run_id`. */
const PLACE = 'retention.events'
const BEGIN = ['', ''] as const

/** Logs of tasks whose work ended long ago. How far that has come is kept, so that no run is looked at twice. */
export function sqlOldEvents({ queries }: Database): Pick<RunStore, 'pruneEvents'> {
  const place = async (): Promise<readonly [endedAt: string, runId: string]> => {
    const row = await queries.selectFrom('settings').select('value').where('name', '=', PLACE).executeTakeFirst()
    const [endedAt, runId] = row?.value.split(' ') ?? []
    return endedAt === undefined || runId === undefined ? BEGIN : [endedAt, runId]
  }
  return {
    async pruneEvents(before, limit) {
      const [endedAt, runId] = await place()
      const ended = await queries
        .selectFrom('runs')
        .select(['task_id', 'agent_id', 'run_id', 'ended_at'])
        .where('ended_at', '>=', endedAt)
        .where('ended_at', '<', before)
        .where((where) => where.or([where('ended_at', '>', endedAt), where('run_id', '>', runId)]))
        .orderBy('ended_at')
        .orderBy('run_id')
        .limit(limit)
        .execute()
      const last = ended.at(-1)
      if (last === undefined) return 0
      await queries.transaction().execute(async (write) => {
        for (const { task_id, agent_id } of ended) {
          await write
            .deleteFrom('task_events')
            .where('task_id', '=', task_id)
            .where('agent_id', '=', agent_id)
            // Not while a later turn of the task is at work, or has just ended: its own end is looked at in its time.
            .where(({ not, exists, selectFrom }) =>
              not(
                exists(
                  selectFrom('runs')
                    .select('turn')
                    .where('runs.task_id', '=', task_id)
                    .where('runs.agent_id', '=', agent_id)
                    .where((run) => run.or([run('ended_at', 'is', null), run('ended_at', '>=', before)])),
                ),
              ),
            )
            .execute()
        }
        const value = `${last.ended_at} ${last.run_id}`
        await write
          .insertInto('settings')
          .values({ name: PLACE, value })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
          .execute()
      })
      return ended.length
    },
  }
}
