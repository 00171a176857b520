import type { Store } from '@gateway/core'
import { describe, expect, it } from 'vitest'
import { AWKWARD, sampleTask } from './samples.ts'

export function testTasks(store: () => Store): void {
  describe('tasks', () => {
    it('gives back what was put', async () => {
      const bare = sampleTask({ agentId: 'tasks', taskId: 'bare' })
      const full = sampleTask({
        agentId: 'tasks',
        taskId: 'full',
        owner: { keyId: 'key', userId: 'user', teamId: 'team' },
        task: {
          id: 'full',
          status: { state: 'TASK_STATE_WORKING' },
          artifacts: [{ artifactId: 'a', parts: [{ text: AWKWARD }, { data: { deep: [{ n: 1 }] } }] }],
          metadata: { text: AWKWARD },
        },
      })
      await store().tasks.put([bare, full])
      expect(await store().tasks.get('tasks', 'bare')).toEqual(bare)
      expect(await store().tasks.get('tasks', 'full')).toEqual(full)
      expect(await store().tasks.get('tasks', 'none')).toBeUndefined()
      expect(await store().tasks.get('tasks-other', 'bare')).toBeUndefined()
    })

    it('replaces state, time and task, and keeps owner, contexts, upstream and createdAt', async () => {
      const first = sampleTask({ agentId: 'tasks', taskId: 'twice', owner: { keyId: 'key', teamId: 'team' } })
      const news = {
        state: 'TASK_STATE_COMPLETED',
        statusTimestamp: '2026-02-02T02:02:02.002Z',
        task: { id: 'twice', status: { state: 'TASK_STATE_COMPLETED' } },
      } as const
      await store().tasks.put([first])
      await store().tasks.put([
        {
          ...first,
          ...news,
          owner: { keyId: 'colleague', teamId: 'team' },
          contextId: 'other',
          upstreamContextId: 'other',
          upstream: 'us',
          createdAt: '2026-02-02T02:02:02.002Z',
        },
      ])
      expect(await store().tasks.get('tasks', 'twice')).toEqual({ ...first, ...news })
    })

    it('lists what an agent works at, whoever owns it, newest first', async () => {
      const agentId = 'tasks-working'
      const states = [
        'TASK_STATE_SUBMITTED',
        'TASK_STATE_WORKING',
        'TASK_STATE_INPUT_REQUIRED',
        'TASK_STATE_COMPLETED',
        'TASK_STATE_CANCELED',
      ] as const
      const owners = [{ keyId: 'key' }, { keyId: 'key', userId: 'user', teamId: 'team' }]
      const entries = states.map((state, place) =>
        sampleTask({
          agentId,
          taskId: state,
          state,
          owner: owners[place] ?? { keyId: 'other' },
          statusTimestamp: `2026-01-01T00:00:0${place}.000Z`,
        }),
      )
      await store().tasks.put([...entries, sampleTask({ agentId: 'tasks-working-other' })])
      const [submitted, working] = entries.map(({ taskId, owner }) => ({ taskId, owner }))
      expect(await store().tasks.listWorking(agentId, 10)).toEqual([working, submitted])
      expect(await store().tasks.listWorking(agentId, 1)).toEqual([working])
      expect(await store().tasks.listWorking('tasks-working-none', 10)).toEqual([])
    })

    it.each([
      [
        'a team',
        { keyId: 'key', userId: 'user', teamId: 'team' },
        [
          { keyId: 'key', userId: 'user' },
          { keyId: 'k', teamId: 'other' },
        ],
        { keyId: 'k', teamId: 'team' },
      ],
      [
        'a user',
        { keyId: 'key', userId: 'user' },
        [{ keyId: 'key' }, { keyId: 'key', userId: 'other', teamId: 'team' }],
        { keyId: 'k', userId: 'user', teamId: 'team' },
      ],
      [
        'a key',
        { keyId: 'key' },
        [{ keyId: 'other' }, { keyId: 'other', userId: 'key', teamId: 'key' }],
        { keyId: 'key', userId: 'user', teamId: 'team' },
      ],
    ])('a task of %s is not replaced by who may not see it', async (name, owner, strangers, friend) => {
      const taskId = `of ${name}`
      const first = sampleTask({ agentId: 'tasks-stolen', taskId, owner })
      const next = sampleTask({ agentId: 'tasks-stolen', taskId, state: 'TASK_STATE_FAILED' })
      await store().tasks.put([first])
      for (const stranger of strangers) await store().tasks.put([{ ...next, owner: stranger }])
      expect(await store().tasks.get('tasks-stolen', taskId)).toEqual(first)
      await store().tasks.put([{ ...next, owner: friend }])
      expect((await store().tasks.get('tasks-stolen', taskId))?.state).toBe('TASK_STATE_FAILED')
    })

    it('takes the same task several times in one batch: the last counts, the first owns', async () => {
      const first = sampleTask({ agentId: 'tasks', taskId: 'batched' })
      const last = sampleTask({
        agentId: 'tasks',
        taskId: 'batched',
        state: 'TASK_STATE_FAILED',
        createdAt: '2030-01-01T00:00:00.000Z',
      })
      const stolen = { ...last, owner: { keyId: 'thief' } }
      await store().tasks.put([first, sampleTask({ agentId: 'tasks', taskId: 'between' }), last, stolen])
      expect(await store().tasks.get('tasks', 'batched')).toEqual({ ...last, createdAt: first.createdAt })
      expect(await store().tasks.get('tasks', 'between')).toBeDefined()
    })

    it('keeps a task with awkward ids, and its neighbours in the batch', async () => {
      const awkward = sampleTask({
        agentId: 'tasks',
        taskId: `task ${AWKWARD}`,
        contextId: `context ${AWKWARD}`,
        upstreamContextId: AWKWARD,
        upstream: AWKWARD,
        owner: { keyId: AWKWARD, userId: AWKWARD, teamId: AWKWARD },
      })
      await store().tasks.put([sampleTask({ agentId: 'tasks', taskId: 'before' }), awkward])
      expect(await store().tasks.get('tasks', `task ${AWKWARD}`)).toEqual(awkward)
      expect(await store().tasks.get('tasks', `task ${AWKWARD.replace('\ud800', '\ufffd')}`)).toBeUndefined()
      expect(await store().tasks.get('tasks', 'before')).toBeDefined()
      const listed = await store().tasks.list({
        agentId: 'tasks',
        owner: awkward.owner,
        contextId: `context ${AWKWARD}`,
        limit: 5,
      })
      expect(listed).toEqual({ entries: [awkward], total: 1 })
    })

    it('takes an empty batch and a large one', async () => {
      await store().tasks.put([])
      const entries = Array.from({ length: 1000 }, (_, number) =>
        sampleTask({ agentId: 'tasks-many', taskId: `task-${number}` }),
      )
      await store().tasks.put(entries)
      expect((await store().tasks.list({ agentId: 'tasks-many', owner: { keyId: 'key-1' }, limit: 1 })).total).toBe(
        1000,
      )
    })
  })
}
