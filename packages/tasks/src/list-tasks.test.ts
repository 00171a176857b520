import type { ListTasksRequest, Owner, Task, TaskState } from '@gateway/core'
import { defineAgent } from '@gateway/core'
import { memoryStore } from '@gateway/store'
import { describe, expect, it } from 'vitest'
import { complete } from './complete.ts'
import { alice, bob, callOf, send } from './native-agent.fixture.ts'
import { createTaskIndex } from './task-index.ts'

const minute = (value: number) => `2026-01-01T00:${String(value).padStart(2, '0')}:00.000Z`

function task(id: string, timestamp: string, state: TaskState = 'TASK_STATE_COMPLETED', contextId = 'c'): Task {
  const history = ['1', '2', '3'].map((messageId) => ({
    messageId,
    role: 'ROLE_USER' as const,
    parts: [{ text: 'x' }],
  }))
  return {
    id,
    contextId,
    status: { state, timestamp },
    artifacts: [{ artifactId: 'a', parts: [{ text: 'x' }] }],
    history,
  }
}

/** A whole agent that has given these tasks to their owners; the agent behind it offers no list. */
async function withTasks(given: readonly (readonly [Owner, Task])[]) {
  let next: Task | undefined
  const agent = defineAgent({ sendMessage: async () => (next ? { task: next } : {}) })
  const whole = complete(agent, { index: createTaskIndex({ store: memoryStore().tasks }), upstream: 'main' })
  for (const [owner, one] of given) {
    next = one
    await whole.sendMessage(send(), callOf(owner))
  }
  const list = (request: ListTasksRequest = {}, owner = alice) => whole.listTasks(request, callOf(owner))
  const ids = async (request: ListTasksRequest = {}, owner = alice) =>
    (await list(request, owner)).tasks.map(({ id }) => id)
  return { list, ids }
}

describe('listTasks', () => {
  it('has nothing for who made nothing', async () => {
    const { list } = await withTasks([[bob, task('b', minute(1))]])
    expect(await list()).toEqual({ tasks: [], nextPageToken: '', pageSize: 50, totalSize: 0 })
  })

  it('stands newest status first, then by id, whatever the zone it was written in', async () => {
    const { ids } = await withTasks([
      [alice, task('first', minute(1))],
      [alice, task('last', '2026-01-01T02:05:00+02:00')],
      [alice, task('middle-a', minute(3))],
      [alice, task('middle-b', '2026-01-01T00:03:00')],
      [bob, task('of-bob', minute(9))],
    ])
    expect(await ids()).toEqual(['last', 'middle-b', 'middle-a', 'first'])
  })

  it('counts the state it was last seen in', async () => {
    const { list } = await withTasks([
      [alice, task('a', minute(1), 'TASK_STATE_WORKING')],
      [alice, task('b', minute(2))],
      [alice, task('a', minute(3))],
    ])
    const page = await list()
    expect(page.totalSize).toBe(2)
    expect(page.tasks.map(({ id, status }) => `${id} ${status.state}`)).toEqual([
      'a TASK_STATE_COMPLETED',
      'b TASK_STATE_COMPLETED',
    ])
  })

  it('comes in pages that hold every task once, also where timestamps are equal', async () => {
    const made = Array.from({ length: 25 }, (_, index) => task(`t${String(index).padStart(2, '0')}`, minute(index % 3)))
    const { list, ids } = await withTasks(made.map((one) => [alice, one]))
    const seen: string[] = []
    const sizes: number[] = []
    let pageToken: string | undefined
    do {
      const page = await list({ pageSize: 10, ...(pageToken ? { pageToken } : {}) })
      expect([page.pageSize, page.totalSize]).toEqual([10, 25])
      seen.push(...page.tasks.map(({ id }) => id))
      sizes.push(page.tasks.length)
      pageToken = page.nextPageToken
    } while (pageToken !== '')
    expect(sizes).toEqual([10, 10, 5])
    expect(seen).toEqual(await ids())
    expect(new Set(seen).size).toBe(25)
  })

  it('ends with the page that is just full', async () => {
    const { list } = await withTasks([
      [alice, task('a', minute(1))],
      [alice, task('b', minute(2))],
    ])
    expect((await list({ pageSize: 2 })).nextPageToken).toBe('')
    expect((await list({ pageSize: 1 })).nextPageToken).not.toBe('')
  })

  it('is filtered by context, state and time', async () => {
    const { ids, list } = await withTasks([
      [alice, task('a', minute(1), 'TASK_STATE_WORKING', 'c1')],
      [alice, task('b', minute(2), 'TASK_STATE_COMPLETED', 'c1')],
      [alice, task('c', minute(3), 'TASK_STATE_COMPLETED', 'c2')],
    ])
    expect(await ids({ contextId: 'c1' })).toEqual(['b', 'a'])
    expect(await ids({ status: 'TASK_STATE_COMPLETED' })).toEqual(['c', 'b'])
    expect(await ids({ status: 'TASK_STATE_UNSPECIFIED' })).toEqual(['c', 'b', 'a'])
    expect(await ids({ contextId: 'c1', status: 'TASK_STATE_COMPLETED' })).toEqual(['b'])
    expect(await ids({ statusTimestampAfter: minute(2) })).toEqual(['c', 'b'])
    expect(await ids({ statusTimestampAfter: '2026-01-01T01:02:00+01:00' })).toEqual(['c', 'b'])
    expect(await ids({ statusTimestampAfter: '2026-01-01T00:02:00' })).toEqual(['c', 'b'])
    expect((await list({ contextId: 'c1', pageSize: 1 })).totalSize).toBe(2)
  })

  it('leaves artifacts out unless they are asked for', async () => {
    const { list } = await withTasks([[alice, task('a', minute(1))]])
    expect((await list()).tasks[0]).not.toHaveProperty('artifacts')
    expect((await list({ includeArtifacts: false })).tasks[0]).not.toHaveProperty('artifacts')
    expect((await list({ includeArtifacts: true })).tasks[0]?.artifacts).toHaveLength(1)
  })

  it('has at most historyLength of the newest messages', async () => {
    const { list } = await withTasks([[alice, task('a', minute(1))]])
    const history = async (request: ListTasksRequest) =>
      (await list(request)).tasks[0]?.history?.map(({ messageId }) => messageId)
    expect(await history({})).toEqual(['1', '2', '3'])
    expect(await history({ historyLength: 2 })).toEqual(['2', '3'])
    expect(await history({ historyLength: 9 })).toEqual(['1', '2', '3'])
    expect((await list({ historyLength: 0 })).tasks[0]).not.toHaveProperty('history')
  })

  it.each(['x', 'e30', Buffer.from('["a"]').toString('base64url'), Buffer.from('[1,2]').toString('base64url')])(
    'refuses a token that is not one of its own: %s',
    async (pageToken) => {
      const { list } = await withTasks([[alice, task('a', minute(1))]])
      await expect(list({ pageToken })).rejects.toMatchObject({ code: 'INVALID_PARAMS', field: 'pageToken' })
    },
  )

  it('gives nothing of another owner to who brings their token', async () => {
    const { list, ids } = await withTasks([
      [alice, task('a', minute(1))],
      [alice, task('b', minute(2))],
      [bob, task('c', minute(0))],
    ])
    const { nextPageToken } = await list({ pageSize: 1 })
    expect(await ids({ pageToken: nextPageToken }, bob)).toEqual(['c'])
  })
})
