import { type Owner, owns, type Store, type TaskEntry, type TaskListFilter } from '@gateway/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { sampleTask } from './samples.ts'

const AGENT = 'task-lists'
const OWNERS: readonly Owner[] = ['k1', 'k2'].flatMap((keyId) =>
  [{}, { userId: 'u1' }, { userId: 'u2' }].flatMap((user) =>
    [{}, { teamId: 't1' }, { teamId: 't2' }].map((team) => ({ keyId, ...user, ...team })),
  ),
)

/** Three tasks of each owner; of each owner's, two have the same time. */
const ENTRIES: readonly TaskEntry[] = OWNERS.flatMap((owner, place) =>
  [0, 1, 1].map((second, number) =>
    sampleTask({
      agentId: AGENT,
      taskId: `task-${place}-${number}`,
      owner,
      contextId: `context-${number}`,
      state: number === 0 ? 'TASK_STATE_COMPLETED' : 'TASK_STATE_WORKING',
      statusTimestamp: `2026-01-01T00:00:${String(place % 7).padStart(2, '0')}.00${second}Z`,
    }),
  ),
)

function expected(filter: Omit<TaskListFilter, 'limit' | 'after'>): string[] {
  return ENTRIES.filter((entry) => owns(filter.owner, entry.owner))
    .filter((entry) => filter.contextId === undefined || entry.contextId === filter.contextId)
    .filter((entry) => filter.state === undefined || entry.state === filter.state)
    .filter((entry) => entry.statusTimestamp >= (filter.statusTimestampAfter ?? ''))
    .map(({ statusTimestamp, taskId }) => `${statusTimestamp} ${taskId}`)
    .sort()
    .reverse()
}

export function testTaskLists(store: () => Store): void {
  describe('lists of tasks', () => {
    beforeAll(async () => {
      await store().tasks.put(ENTRIES)
      await store().tasks.put([sampleTask({ agentId: 'task-lists-other', owner: { keyId: 'k1' } })])
    })

    async function pages(filter: Omit<TaskListFilter, 'limit' | 'after'>, limit: number): Promise<string[]> {
      const seen: string[] = []
      for (let after: TaskListFilter['after']; ; ) {
        const page = await store().tasks.list({ ...filter, limit, ...(after === undefined ? {} : { after }) })
        expect(page.total).toBe(expected(filter).length)
        expect(page.entries.length).toBeLessThanOrEqual(limit)
        seen.push(...page.entries.map(({ statusTimestamp, taskId }) => `${statusTimestamp} ${taskId}`))
        const last = page.entries.at(-1)
        if (last === undefined) return seen
        after = { statusTimestamp: last.statusTimestamp, taskId: last.taskId }
      }
    }

    it.each(OWNERS)('shows %o what it may see, newest first', async (owner) => {
      const filter = { agentId: AGENT, owner }
      expect(expected(filter).length).toBeGreaterThan(0)
      expect(await pages(filter, 100)).toEqual(expected(filter))
    })

    it('goes on after a place, also among equal times, without gap or repetition', async () => {
      const filter = { agentId: AGENT, owner: { keyId: 'k1', userId: 'u1', teamId: 't1' } }
      for (const limit of [1, 2, 5]) expect(await pages(filter, limit)).toEqual(expected(filter))
    })

    it('filters by context, state and time, and counts what matches', async () => {
      const owner = { keyId: 'k1', userId: 'u1', teamId: 't1' }
      const filters: Omit<TaskListFilter, 'limit' | 'after'>[] = [
        { agentId: AGENT, owner, contextId: 'context-1' },
        { agentId: AGENT, owner, state: 'TASK_STATE_COMPLETED' },
        { agentId: AGENT, owner, statusTimestampAfter: '2026-01-01T00:00:03.001Z' },
        { agentId: AGENT, owner, contextId: 'context-0', state: 'TASK_STATE_COMPLETED' },
        { agentId: AGENT, owner, contextId: 'context-0', state: 'TASK_STATE_WORKING' },
      ]
      const counts = filters.map((filter) => expected(filter).length)
      expect(counts.slice(0, 4).every((count) => count > 0 && count < ENTRIES.length)).toBe(true)
      for (const filter of filters) expect(await pages(filter, 2)).toEqual(expected(filter))
    })

    it('includes the time that it is asked from, however that is written', async () => {
      const owner = { keyId: 'k1', userId: 'u1', teamId: 't1' }
      const exact = expected({ agentId: AGENT, owner, statusTimestampAfter: '2026-01-01T00:00:03.000Z' }).length
      for (const statusTimestampAfter of ['2026-01-01T00:00:03Z', '2026-01-01T02:00:03.000+02:00']) {
        expect((await store().tasks.list({ agentId: AGENT, owner, statusTimestampAfter, limit: 1 })).total).toBe(exact)
      }
    })

    it('shows nothing to a stranger', async () => {
      const owner = { keyId: 'stranger', userId: 'k1', teamId: 'u1' }
      expect(await store().tasks.list({ agentId: AGENT, owner, limit: 10 })).toEqual({ entries: [], total: 0 })
    })
  })
}
